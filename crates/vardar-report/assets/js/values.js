// The table of daily values beneath each chart: the same numbers for those who do not see the drawing.
"use strict";

{
  vardar.fill_values = (details, columns, chart) => {
    const old = details.querySelector(".scroll");
    if (old) old.remove();
    const shown = columns.filter(([, values]) => values);
    const every = chart.steps ? chart.steps.every : "day";
    const head = vardar.element("tr", {}, vardar.element("th", { scope: "col" }, every === "day" ? "Day" : `First day of the ${every}`));
    for (const [name] of shown) head.append(vardar.element("th", { scope: "col" }, name));
    const body = vardar.element("tbody", {});
    const { from, to } = vardar.range;
    for (let day = from; day <= to; day += 1) {
      if (chart.steps && !chart.steps.starts.includes(day)) continue;
      const row = vardar.element("tr", {}, vardar.element("th", { scope: "row", class: "date" }, vardar.iso(day)));
      for (const [, values] of shown) row.append(vardar.element("td", { class: "number" }, vardar.number(values[day])));
      body.append(row);
    }
    const title = document.getElementById(details.dataset.chart + "-title").textContent;
    const table = vardar.element("table", {},
      vardar.element("caption", {}, `${title}, ${chart.unit || "people"}, by ${every}`), vardar.element("thead", {}, head), body);
    details.append(vardar.element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Values by ${every}: ${title}` }, table));
  };
}
