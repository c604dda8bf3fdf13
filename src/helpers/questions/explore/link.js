// The address of the notebook as JupyterLab has it open, or else where the project has it, with the state of the panel.
const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
const open = decodeURI(location.pathname).match(/\/tree\/(.+\.ipynb)$/)?.[1] ?? "notebooks/explore.ipynb";
const link = `${location.origin}${config.baseUrl ?? "/"}lab/tree/${encodeURI(open)}?QUERY`;
const put = left => {
  const shown = document.querySelector(".explore pre.link");
  if (shown) shown.textContent = link; else if (left) setTimeout(put, 50, left - 1);
};
put(100);
