// Light and dark colours: the reader's system decides until the button is used. Printing is always light.
"use strict";

{
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  const listeners = [];
  let chosen = null;
  let printing = false;

  const apply = () => {
    const theme = printing ? "light" : chosen || (system.matches ? "dark" : "light");
    root.dataset.theme = theme;
    button.textContent = theme === "dark" ? "Light colours" : "Dark colours";
    for (const listener of listeners) listener();
  };

  vardar.on_theme = (listener) => listeners.push(listener);
  vardar.set_printing = (on) => {
    if (printing === on) return;
    printing = on;
    root.classList.toggle("printing", on);
    apply();
  };
  vardar.is_printing = () => printing;
  // A colour of the style sheet, so that charts and page cannot drift apart.
  vardar.colour = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();

  const from_address = /theme=(dark|light)/.exec(window.location.hash);
  if (from_address) chosen = from_address[1];
  button.addEventListener("click", () => {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    apply();
  });
  system.addEventListener("change", apply);
  apply();
}
