// Draws each chart when it comes into view, and again when days, colours or width change.
"use strict";

{
  const kinds = { bands: vardar.bands_chart, pair: vardar.pair_chart, shares: vardar.shares_chart, difference: vardar.difference_chart };
  const drawn = new Map();
  vardar.range = { from: 0, to: Math.max(vardar.days - 1, 0) };

  const definition = (element) => vardar.data.charts[element.id];
  const zoom = () => ({ startValue: vardar.time(vardar.range.from), endValue: vardar.time(Math.max(vardar.range.to, 1)) });

  const draw = (element) => {
    const chart = definition(element);
    if (!chart) return;
    let instance = drawn.get(element);
    if (!instance) {
      instance = echarts.init(element, null, { renderer: "svg" });
      drawn.set(element, instance);
      instance.on("datazoom", (event) => {
        if (!event.vardar) follow(instance);
      });
    }
    instance.resize({ silent: true });
    const option = kinds[chart.type].option(chart, element.clientWidth);
    for (const part of option.dataZoom) Object.assign(part, zoom());
    instance.setOption(option, { notMerge: true });
  };

  const set_range = (from, to, except) => {
    const last = Math.max(vardar.days - 1, 0);
    vardar.range = { from: Math.min(Math.max(from, 0), last), to: Math.min(Math.max(to, from, 0), last) };
    for (const instance of drawn.values()) {
      if (instance === except) continue;
      instance.dispatchAction({ type: "dataZoom", ...zoom(), vardar: true });
    }
    relabel();
    for (const details of document.querySelectorAll("details.values[open]")) fill(details);
    vardar.show_range();
  };
  vardar.set_range = (from, to) => set_range(from, to, null);

  // How many event labels fit depends on the days shown.
  const relabel = () => {
    for (const [element, instance] of drawn) {
      const { events } = definition(element);
      if (events) instance.setOption({ series: [{ id: "median", markLine: vardar.event_lines(events, element.clientWidth) }] });
    }
  };

  // When the reader zooms one chart the others follow, a moment later so that dragging stays smooth.
  let pending = 0;
  const follow = (instance) => {
    window.clearTimeout(pending);
    pending = window.setTimeout(() => {
      const part = instance.getOption().dataZoom[0];
      set_range(vardar.day(part.startValue), vardar.day(part.endValue), instance);
    }, 120);
  };

  const fill = (details) => {
    const chart = vardar.data.charts[details.dataset.chart];
    if (chart) vardar.fill_values(details, kinds[chart.type].columns(chart), chart);
  };

  const is_shown = (element) => element.clientWidth > 0;
  const elements = [...document.querySelectorAll(".chart")];
  // A chart in a part that is folded away has no width and is drawn when it is opened.
  vardar.draw_all = () => elements.filter(is_shown).forEach(draw);
  vardar.redraw = () => [...drawn.keys()].filter(is_shown).forEach(draw);

  vardar.start_charts = () => {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting && !drawn.has(entry.target)) draw(entry.target);
      }
    }, { rootMargin: "400px" });
    const sized = new ResizeObserver((entries) => {
      for (const entry of entries) {
        const instance = drawn.get(entry.target);
        if (instance && is_shown(entry.target) && !vardar.is_printing()) draw(entry.target);
      }
    });
    for (const element of elements) {
      seen.observe(element);
      sized.observe(element);
      const chart = definition(element);
      if (chart && chart.type === "shares") {
        vardar.connect_shares(element.id, chart, () => {
          draw(element);
          document.querySelectorAll(`details.values[open][data-chart="${element.id}"]`).forEach(fill);
        });
      }
    }
    for (const details of document.querySelectorAll("details.values")) {
      details.addEventListener("toggle", () => details.open && fill(details));
    }
    vardar.on_theme(vardar.redraw);
  };
}
