// What all charts over time have in common: axes, zoom, tooltip box, event lines.
"use strict";

{
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const tick = (time) => {
    const date = new Date(time);
    // A month's name alone would not be read as its first day among days.
    if (vardar.days <= 62) return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
    if (date.getUTCDate() !== 1) return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
    return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : months[date.getUTCMonth()];
  };
  // A small chart of many months has room for the name of every third.
  const sparse_tick = (time) => (new Date(time).getUTCDate() === 1 && new Date(time).getUTCMonth() % 3 === 0 ? tick(time) : "");
  const short_number = (value) => {
    const size = Math.abs(value);
    if (size >= 1e6) return `${vardar.number(value / 1e6)} m`;
    return size >= 1e4 ? `${vardar.number(value / 1e3)} k` : vardar.number(value);
  };

  vardar.time_axis = (small) => ({
    type: "time",
    min: vardar.time(0),
    max: vardar.time(Math.max(vardar.days - 1, 1)),
    axisLine: { lineStyle: { color: vardar.colour("rule-strong") } },
    axisTick: { lineStyle: { color: vardar.colour("rule-strong") } },
    axisLabel: { color: vardar.colour("quiet"), hideOverlap: true, formatter: small && vardar.days > 150 ? sparse_tick : tick, fontSize: 12, padding: [0, 5] },
    splitLine: { show: false },
    minInterval: 86400000,
  });

  vardar.value_axis = (unit) => ({
    type: "value",
    name: unit,
    nameLocation: "end",
    nameTextStyle: { color: vardar.colour("quiet"), align: "left", padding: [0, 0, 2, -34], fontSize: 12 },
    axisLabel: { color: vardar.colour("quiet"), formatter: short_number, fontSize: 12 },
    splitLine: { lineStyle: { color: vardar.colour("rule") } },
    splitNumber: 4,
  });

  vardar.common = (small) => ({
    useUTC: true,
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 46, right: 24, top: 30, bottom: small || vardar.is_printing() ? 24 : 50 },
    dataZoom: [
      { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: "shift" },
      ...(small || vardar.is_printing()
        ? []
        : [{
            type: "slider",
            height: 16,
            bottom: 6,
            showDetail: false,
            brushSelect: false,
            borderColor: vardar.colour("rule-strong"),
            fillerColor: vardar.colour("band-90"),
            dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
            selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
          }]),
    ],
  });

  // `rows(day)` gives pairs of label and text; the box is made of elements, so that no name can become markup.
  vardar.tooltip = (rows) => ({
    trigger: "axis",
    confine: true,
    transitionDuration: 0,
    backgroundColor: vardar.colour("paper"),
    borderColor: vardar.colour("rule-strong"),
    textStyle: { color: vardar.colour("ink"), fontSize: 13 },
    axisPointer: { lineStyle: { color: vardar.colour("quiet") } },
    formatter: (points) => {
      const day = vardar.day((Array.isArray(points) ? points[0] : points).axisValue);
      const list = vardar.element("dl", { class: "tooltip" });
      for (const [label, text] of rows(day)) {
        list.append(vardar.element("dt", {}, label), vardar.element("dd", {}, text));
      }
      return vardar.element("div", {}, vardar.element("b", {}, vardar.date(day)), list);
    },
  });

  // Vertical lines for events by number. Labels keep apart: one takes in the events that follow within its width, as "26–31".
  vardar.event_lines = (numbers, pixels) => {
    const shown = Math.max(vardar.range.to - vardar.range.from + 1, 1);
    const label_days = (shown * 40) / Math.max(pixels - 60, 100);
    const lines = [];
    let label = null;
    for (const number of numbers) {
      const event = vardar.data.events[number - 1];
      if (!event) continue;
      const line = { day: event.day, label: null };
      if (label === null || event.day - label.day > label_days) {
        label = { day: event.day, first: number };
        line.label = label;
      }
      label.last = number;
      lines.push(line);
    }
    const text = ({ first, last }) => (first === last ? String(first) : `${first}–${last}`);
    const marks = lines.map((line) => ({
      xAxis: vardar.time(line.day),
      label: line.label ? { formatter: text(line.label), distance: 3 } : { show: false },
    }));
    return {
      silent: true,
      symbol: "none",
      animation: false,
      lineStyle: { color: vardar.colour("quiet"), type: [2, 3], width: 1 },
      label: { position: "end", color: vardar.colour("ink"), fontSize: 11 },
      data: marks,
    };
  };

  // What a tooltip says of the events of a day.
  vardar.event_rows = (numbers, day) =>
    numbers
      .map((number) => [number, vardar.data.events[number - 1]])
      .filter(([, event]) => event && event.day === day)
      .map(([number, event]) => [`Event ${number}`, `${event.border}: ${event.rule}`]);
}
