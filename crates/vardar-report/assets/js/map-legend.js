// The map's legend, drawn with the same scales as the map.
"use strict";

{
  const round = (value) => {
    const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
    return Math.max(1, Math.floor(value / unit) * unit);
  };
  const row = (height, text, ...shapes) =>
    vardar.element("div", { class: "legend-row" },
      vardar.drawn("svg", { width: 60, height, viewBox: `0 0 60 ${height}`, "aria-hidden": "true" }, ...shapes),
      vardar.element("span", {}, text));

  vardar.map_legend = (box, scales) => {
    const draw = vardar.drawn;
    const line = (people, kind) =>
      draw("path", { d: "M4 8H56", class: `link ${kind}`, "stroke-width": vardar.stroke(people, scales).toFixed(1) });
    const circle = (people, extra) => {
      const r = vardar.radius(people, scales);
      return row(Math.ceil(2 * r + 4), extra || `${vardar.number(people)} people present`,
        draw("circle", { cx: 30, cy: r + 2, r: r.toFixed(1), class: extra ? "place is-full" : "place" }));
    };
    const most = round(scales.people);
    const flow = round(scales.flow);
    box.replaceChildren(
      circle(most), circle(round(most / 10)), circle(round(most / 10), "more people than beds"),
      row(14, "destination", draw("rect", { x: 26, y: 3, width: 8, height: 8, class: "place destination" })),
      row(16, `regular, ${vardar.number(flow)} people a day`, line(flow, "regular")),
      row(16, `regular, ${vardar.number(round(flow / 10))} people a day`, line(round(flow / 10), "regular")),
      row(16, `irregular, ${vardar.number(round(flow / 10))} people a day`, line(round(flow / 10), "irregular")),
      row(20, "closed on this day", draw("path", { d: "M4 10H56", class: "link regular idle", "stroke-width": 0.8 }),
        draw("path", { d: "M30 2V18", class: "closed" })));
  };
}
