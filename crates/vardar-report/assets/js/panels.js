// Parts of the page of which a list shows one at a time; paper, and a page without scripts, show all of them.
"use strict";

{
  const lists = [...document.querySelectorAll("select[data-panels]")].map((select) => ({
    select,
    panels: [...document.querySelectorAll(`[data-panel="${select.dataset.panels}"]`)],
  }));

  vardar.show_panels = () => {
    for (const { select, panels } of lists) {
      panels.forEach((panel, index) => { panel.hidden = !vardar.is_printing() && index !== select.selectedIndex; });
    }
  };

  for (const { select } of lists) {
    select.closest("[hidden]").hidden = false;
    select.addEventListener("change", vardar.show_panels);
  }
  vardar.show_panels();
}
