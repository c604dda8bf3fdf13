// JupyterLab takes most keys for its own as long as no text is typed, arrows, Enter and letters among them: in a field
// they would move to another cell, or delete one. Whatever in the panel has the focus is marked to keep its keys.
const keep = event => event.target.setAttribute("data-lm-suppress-shortcuts", "true");
const settle = left => {
  const panel = element.closest(".explore");
  if (panel) panel.addEventListener("focusin", keep);
  else if (left) setTimeout(settle, 50, left - 1);
};
settle(100);
