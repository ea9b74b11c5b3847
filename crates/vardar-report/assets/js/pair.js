// Two series in one chart, each with its 90 % interval: the second is dashed, its interval lies between dotted lines.
"use strict";

{
  const points = (values) => values.map((value, day) => [vardar.time(day), value]);

  // The second band lies over the first, so that it has to let it show.
  const second_band = (series) =>
    vardar.band_series({ q05: series.q05, q95: series.q95 }, {}).map((part) => ({
      ...part,
      name: `second ${part.name}`,
      stack: "second",
      areaStyle: part.areaStyle ? { ...part.areaStyle, color: vardar.colour("capacity"), opacity: 0.16 } : undefined,
    }));

  vardar.pair_chart = {
    option: (chart, pixels) => {
      const [first, second] = chart.series.map(vardar.series);
      const option = vardar.common(true);
      const median = vardar.line(chart.labels[0], first.q50, {}, { id: "median" });
      if (chart.events) {
        median.markLine = vardar.event_lines(chart.events, pixels);
        option.grid.top = 44;
      }
      const colour = vardar.colour("capacity");
      const edge = (name, values) => vardar.line(name, values, { color: colour, width: 1, type: [1, 3] }, {});
      option.series = [
        ...vardar.band_series({ q05: first.q05, q95: first.q95 }, {}),
        ...second_band(second),
        edge("second 5 %", second.q05),
        edge("second 95 %", second.q95),
        median,
        vardar.line(chart.labels[1], second.q50, { color: colour, type: [7, 3] }, {}),
      ];
      if (first.observed) {
        option.series.push({
          name: "Counted",
          type: "scatter",
          symbol: "circle",
          symbolSize: 4,
          silent: true,
          itemStyle: { color: vardar.colour("counted"), borderColor: vardar.colour("paper"), borderWidth: 0.5, opacity: 0.8 },
          data: points(first.observed).filter((point) => point[1] !== null),
          z: 4,
        });
      }
      option.xAxis = vardar.time_axis(true);
      option.yAxis = { ...vardar.value_axis(chart.unit), nameGap: option.grid.top > 40 ? 24 : 12, min: 0 };
      option.tooltip = vardar.tooltip((day) => {
        const rows = [first, second].map((series, index) => [chart.labels[index], vardar.estimate(series, day)]);
        if (first.observed && first.observed[day] !== null) rows.push(["Counted", vardar.number(first.observed[day])]);
        return [...rows, ...vardar.event_rows(chart.events || [], day)];
      });
      return option;
    },
    columns: (chart) => {
      const columns = chart.series.map(vardar.series).flatMap((series, index) => [
        [`${chart.labels[index]}, median`, series.q50],
        [`${chart.labels[index]}, 5 %`, series.q05],
        [`${chart.labels[index]}, 95 %`, series.q95],
      ]);
      columns.push(["Counted", vardar.series(chart.series[0]).observed]);
      return columns;
    },
  };
}
