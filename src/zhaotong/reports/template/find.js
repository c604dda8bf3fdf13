"use strict";
const finder = document.querySelector(".finder");
const field = finder.querySelector("input");
const places = [...finder.querySelectorAll("li")];
const provinces = [...finder.querySelectorAll("section")];
finder.querySelector("search").hidden = false;
field.addEventListener("input", () => {
  const wanted = field.value.trim().toLowerCase();
  for (const place of places) place.hidden = !place.dataset.called.includes(wanted);
  for (const province of provinces) province.hidden = !province.querySelector("li:not([hidden])");
  finder.querySelector("output").textContent = wanted && places.filter((place) => !place.hidden).length;
});
field.addEventListener("keydown", (pressed) => {
  const found = places.filter((place) => !place.hidden);
  if (pressed.key === "Enter" && field.value.trim() && found.length) found[0].querySelector("a").click();
});
