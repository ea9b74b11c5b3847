// Shares of the groups over time, for the choice made in the list above the chart.
"use strict";

{
  const select = document.getElementById("shares-choice");
  // Okabe and Ito's colours in an order that keeps neighbours apart; patterns tell them apart without colour.
  const colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8a8a8a"];
  const patterns = [
    { symbol: "none" },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
    { symbol: "circle", dashArrayX: [[7, 7], [0, 7, 7, 0]], dashArrayY: [7, 0], symbolSize: 0.6 },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 6] },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: Math.PI / 2 },
    { symbol: "triangle", dashArrayX: [[9, 9], [0, 9, 9, 0]], dashArrayY: [9, 0], symbolSize: 0.7 },
    { symbol: "diamond", dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [8, 0], symbolSize: 0.7 },
  ];
  const pattern = (index) => ({ color: "rgba(0,0,0,0.35)", ...patterns[index % patterns.length] });
  const current = (chart) => chart.choices[select ? select.selectedIndex : 0] || chart.choices[0];

  const shares = (choice) => {
    const people = choice.groups.map((group) => vardar.series(group.series).q50);
    const sums = people[0].map((_, day) => people.reduce((sum, values) => sum + (values[day] || 0), 0));
    return people.map((values) => values.map((value, day) => (sums[day] > 0 ? (100 * (value || 0)) / sums[day] : 0)));
  };

  vardar.shares_chart = {
    option: (chart) => {
      const choice = current(chart);
      const percent = shares(choice);
      const option = vardar.common(false);
      option.legend = {
        top: 0,
        left: 0,
        itemWidth: 34,
        itemHeight: 18,
        textStyle: { color: vardar.colour("ink"), fontSize: 13 },
        selectedMode: false,
        data: choice.groups.map((group) => ({ name: group.name, icon: "rect" })),
      };
      option.grid.top = 64;
      option.aria = { enabled: true, label: { enabled: false }, decal: { show: true, decals: patterns.map((_, i) => pattern(i)) } };
      option.series = choice.groups.map((group, index) => ({
        name: group.name,
        type: "line",
        stack: "shares",
        symbol: "none",
        silent: true,
        color: colours[index % colours.length],
        itemStyle: { color: colours[index % colours.length], decal: pattern(index) },
        lineStyle: { width: 1, color: vardar.colour("paper") },
        areaStyle: { opacity: 1 },
        data: percent[index].map((value, day) => [vardar.time(day), Math.round(value * 10) / 10]),
      }));
      option.xAxis = vardar.time_axis();
      option.yAxis = { ...vardar.value_axis("per cent of the people"), max: 100 };
      option.tooltip = vardar.tooltip((day) =>
        choice.groups.map((group, index) => [
          `${group.name}, ${vardar.number(percent[index][day])}\u00a0%`,
          `${vardar.estimate(vardar.series(group.series), day)} people`,
        ]),
      );
      return option;
    },
    columns: (chart) =>
      current(chart).groups.flatMap((group) => {
        const series = vardar.series(group.series);
        return [[`${group.name}, median`, series.q50], [`${group.name}, 5 %`, series.q05], [`${group.name}, 95 %`, series.q95]];
      }),
  };

  // Fills the list of choices; `changed` redraws the chart.
  vardar.connect_shares = (id, chart, changed) => {
    if (!select) return;
    for (const choice of chart.choices) select.append(vardar.element("option", {}, choice.label));
    select.addEventListener("change", () => {
      document.getElementById(id + "-summary").textContent = current(chart).summary;
      changed();
    });
  };
}
