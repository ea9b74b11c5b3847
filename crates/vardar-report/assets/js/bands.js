// A series with its median, 50 % and 90 % bands, and what was counted.
"use strict";

{
  const points = (values) => values.map((value, day) => [vardar.time(day), value]);
  // A line or area needs two points: one day is drawn as wide as a day.
  const drawn_points = (values) => points(values.length === 1 ? [values[0], values[0]] : values);
  const difference = (upper, lower) => upper.map((value, day) => (value === null ? null : value - lower[day]));

  // Bands are stacked areas: an invisible base up to the lower quantile, then the distances between quantiles.
  vardar.band_series = (series, axes) => {
    const area = (name, values, fill) => ({
      name,
      type: "line",
      stack: "bands",
      stackStrategy: "all",
      symbol: "none",
      silent: true,
      lineStyle: { opacity: 0 },
      areaStyle: fill ? { color: vardar.colour(fill), opacity: 1, origin: "start" } : undefined,
      data: drawn_points(values),
      ...axes,
    });
    const parts = [area("base", series.q05, null)];
    if (series.q25 && series.q75) {
      parts.push(area("low", difference(series.q25, series.q05), "band-90"));
      parts.push(area("middle", difference(series.q75, series.q25), "band-50"));
      parts.push(area("high", difference(series.q95, series.q75), "band-90"));
    } else {
      parts.push(area("high", difference(series.q95, series.q05), "band-90"));
    }
    return parts;
  };

  vardar.line = (name, values, style, axes) => ({
    name,
    type: "line",
    symbol: "none",
    silent: true,
    lineStyle: { color: vardar.colour("estimate"), width: 2, ...style },
    itemStyle: { color: style.color || vardar.colour("estimate") },
    data: drawn_points(values),
    z: 5,
    ...axes,
  });

  const capacity_by_day = (steps) => {
    const beds = [];
    for (let day = 0, at = -1; day < vardar.days; day += 1) {
      while (at + 1 < steps.length && steps[at + 1][0] <= day) at += 1;
      beds.push(at < 0 ? null : steps[at][1]);
    }
    return beds;
  };

  const rows = (series, beds, numbers, chart_label) => (day) => {
    const list = [];
    if (series.q50[day] !== null) {
      list.push([chart_label, vardar.number(series.q50[day])]);
      if (series.q25) list.push(["50\u00a0% interval", `${vardar.number(series.q25[day])} to ${vardar.number(series.q75[day])}`]);
      list.push(["90\u00a0% interval", vardar.interval(series, day)]);
    }
    if (series.observed && series.observed[day] !== null) list.push(["Counted", vardar.number(series.observed[day])]);
    if (beds && beds[day] !== null) list.push(["Beds", vardar.number(beds[day])]);
    return [...list, ...vardar.event_rows(numbers, day)];
  };

  const origin_line = (day) => ({
    silent: true,
    symbol: "none",
    animation: false,
    lineStyle: { color: vardar.colour("ink"), type: "solid", width: 1 },
    label: { position: "end", color: vardar.colour("ink"), fontSize: 11, formatter: "known until here" },
    data: [{ xAxis: vardar.time(day) }],
  });

  vardar.bands_chart = {
    option: (chart, pixels) => {
      const series = vardar.series(chart.series);
      const beds = chart.capacity ? capacity_by_day(chart.capacity) : null;
      const median = vardar.line("Median", series.q50, {}, { id: "median" });
      const option = vardar.common(chart.small);
      if (chart.events) {
        median.markLine = vardar.event_lines(chart.events, pixels);
        option.grid.top = 44;
      }
      if (chart.origin !== undefined) {
        median.markLine = origin_line(chart.origin);
        option.grid.top = 44;
      }
      option.series = [...vardar.band_series(series, {}), median];
      if (series.observed) {
        option.series.push({
          name: "Counted",
          type: "scatter",
          symbol: "circle",
          symbolSize: chart.small ? 4 : 5,
          silent: true,
          itemStyle: { color: vardar.colour("counted"), borderColor: vardar.colour("paper"), borderWidth: 0.5, opacity: 0.8 },
          data: points(series.observed).filter((point) => point[1] !== null),
          z: 4,
        });
      }
      if (beds) {
        option.series.push({
          ...vardar.line("Beds", beds, { color: vardar.colour("capacity"), width: 2, type: [7, 3] }, {}),
          step: "end",
          connectNulls: false,
        });
      }
      option.xAxis = vardar.time_axis(chart.small);
      option.yAxis = { ...vardar.value_axis(chart.unit), nameGap: option.grid.top > 40 ? 24 : 12, min: 0 };
      option.tooltip = vardar.tooltip(rows(series, beds, chart.events || [], chart.steps ? `Median of the ${chart.steps.every}` : "Median"));
      return option;
    },
    columns: (chart) => {
      const series = vardar.series(chart.series);
      const columns = [["5 %", series.q05], ["25 %", series.q25], ["Median", series.q50], ["75 %", series.q75], ["95 %", series.q95]];
      if (series.observed) columns.push(["Counted", series.observed]);
      if (chart.capacity) columns.push(["Beds", capacity_by_day(chart.capacity)]);
      return columns;
    },
  };
}
