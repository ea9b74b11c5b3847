// Brings the page to life: days, printing, and the order in which the parts start.
"use strict";

{
  const form = document.getElementById("days");
  const from = document.getElementById("days-from");
  const to = document.getElementById("days-to");
  const last = Math.max(vardar.days - 1, 0);

  // A page of few days has no form.
  vardar.show_range = () => {
    if (!form) return;
    from.value = vardar.iso(vardar.range.from);
    to.value = vardar.iso(vardar.range.to);
  };

  const start_form = () => {
    if (!form || vardar.days < 2 || !document.querySelector(".chart")) return;
    form.hidden = false;
    for (const input of [from, to]) {
      input.min = vardar.iso(0);
      input.max = vardar.iso(last);
      input.addEventListener("change", () => {
        const [first, end] = [from, to].map((field) => vardar.day(Date.parse(field.value + "T00:00:00Z")));
        if (Number.isFinite(first) && Number.isFinite(end) && first <= end) vardar.set_range(first, end);
      });
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("days-all").addEventListener("click", () => vardar.set_range(0, last));
    vardar.show_range();
  };

  // Paper has the table of border events, which the screen folds away; lists of sources and daily values stay with the file.
  const opened = [];
  const before_print = () => {
    if (vardar.is_printing()) return;
    for (const details of document.querySelectorAll("details.printed")) {
      if (!details.open) {
        details.open = true;
        opened.push(details);
      }
    }
    vardar.set_printing(true);
    vardar.show_panels();
    vardar.draw_all();
    if (vardar.redraw_map) vardar.redraw_map();
  };
  const after_print = () => {
    for (const details of opened.splice(0)) details.open = false;
    vardar.set_printing(false);
    vardar.show_panels();
    vardar.redraw();
    if (vardar.redraw_map) vardar.redraw_map();
  };

  window.addEventListener("beforeprint", before_print);
  window.addEventListener("afterprint", after_print);
  window.matchMedia("print").addEventListener("change", (event) => (event.matches ? before_print() : after_print()));

  start_form();
  vardar.start_charts();
  if (vardar.start_map) vardar.start_map();
  if (/print/.test(window.location.hash)) before_print();
}
