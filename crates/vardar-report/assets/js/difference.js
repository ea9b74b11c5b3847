// Two runs above, their difference below, on the same days.
"use strict";

{
  const sides = (chart) =>
    [chart.baseline, chart.alternative].map((index, side) => ({ label: chart.labels[side], series: vardar.series(index) }));

  vardar.difference_chart = {
    option: (chart) => {
      const series = vardar.series(chart.series);
      const runs = sides(chart).filter((run) => run.series);
      const option = vardar.common(false);
      const bottom = option.grid.bottom;
      option.grid = runs.length
        ? [{ left: 46, right: 24, top: 46, height: "34%" }, { left: 46, right: 24, top: "58%", bottom }]
        : [{ left: 46, right: 24, top: 30, bottom }];
      const last = option.grid.length - 1;
      option.xAxis = option.grid.map((_, at) => ({ ...vardar.time_axis(), gridIndex: at }));
      option.xAxis[0].axisLabel.show = last === 0;
      option.yAxis = option.grid.map((_, at) => ({
        ...vardar.value_axis(at === last ? "difference, B − A" : chart.unit),
        gridIndex: at,
      }));
      for (const zoom of option.dataZoom) zoom.xAxisIndex = option.grid.map((_, at) => at);
      const axes = { xAxisIndex: last, yAxisIndex: last };
      const styles = [
        { color: vardar.colour("quiet"), width: 2, type: [6, 4] },
        { color: vardar.colour("estimate"), width: 2 },
      ];
      option.series = [
        ...vardar.band_series(series, axes),
        {
          ...vardar.line("Difference", series.q50, { color: vardar.colour("estimate") }, axes),
          markLine: {
            silent: true, symbol: "none", label: { show: false },
            lineStyle: { color: vardar.colour("ink"), type: "solid", width: 1 }, data: [{ yAxis: 0 }],
          },
        },
      ];
      sides(chart).forEach((run, side) => {
        if (run.series) option.series.push(vardar.line(run.label, run.series.q50, styles[side], { xAxisIndex: 0, yAxisIndex: 0 }));
      });
      if (runs.length) {
        option.legend = {
          top: 0, right: 0, itemWidth: 34, selectedMode: false,
          textStyle: { color: vardar.colour("ink") }, data: runs.map((run) => run.label),
        };
      }
      option.axisPointer = { link: [{ xAxisIndex: "all" }] };
      option.tooltip = vardar.tooltip((day) => [
        ...runs.map((run) => [run.label, vardar.estimate(run.series, day)]),
        ["Difference", vardar.estimate(series, day)],
      ]);
      return option;
    },
    columns: (chart) => {
      const series = vardar.series(chart.series);
      const columns = [["Difference, median", series.q50], ["5 %", series.q05], ["95 %", series.q95]];
      for (const run of sides(chart)) {
        if (run.series) columns.push([`${run.label}, median`, run.series.q50], ["5 %", run.series.q05], ["95 %", run.series.q95]);
      }
      return columns;
    },
  };
}
