// The page's data, and how numbers, dates and elements are made from it.
"use strict";

const vardar = {};

{
  const read = (id) => {
    const element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : null;
  };
  const day_length = 86400000;

  vardar.data = read("data");
  vardar.outlines = read("outlines");
  vardar.start = Date.parse(vardar.data.start + "T00:00:00Z");
  vardar.days = vardar.data.days;

  // A string "n" in a list says that the value before it comes n more times.
  const decode = (list) => {
    const values = [];
    for (const entry of list) {
      if (typeof entry === "string") {
        const last = values[values.length - 1];
        for (let more = Number(entry); more > 0; more -= 1) values.push(last);
      } else {
        values.push(entry);
      }
    }
    return values;
  };

  const decoded = new Map();
  // The series with this index: q05 to q95 and observed, each a list by day, or undefined if the page lacks it.
  vardar.series = (index) => {
    if (index === null || index === undefined) return null;
    if (!decoded.has(index)) {
      const lists = {};
      for (const [name, list] of Object.entries(vardar.data.series[index])) lists[name] = decode(list);
      decoded.set(index, lists);
    }
    return decoded.get(index);
  };

  vardar.time = (day) => vardar.start + day * day_length;
  vardar.day = (time) => Math.round((time - vardar.start) / day_length);
  vardar.iso = (day) => new Date(vardar.time(day)).toISOString().slice(0, 10);

  const long_date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  vardar.date = (day) => long_date.format(vardar.time(day));

  const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
  vardar.number = (value) => {
    if (value === null || value === undefined || Number.isNaN(value)) return "–";
    const text = (Math.abs(value) < 10 ? tenth : whole).format(value);
    return text === "-0" ? "0" : text.replace("-", "−");
  };
  vardar.interval = (series, day) => `${vardar.number(series.q05[day])} to ${vardar.number(series.q95[day])}`;
  vardar.estimate = (series, day) => `${vardar.number(series.q50[day])} (90\u00a0% interval ${vardar.interval(series, day)})`;

  const fill = (element, attributes, children) => {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...(children || []));
    return element;
  };
  // Text goes in as text nodes only, so that no name can become markup.
  vardar.element = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
  vardar.drawn = (name, attributes, ...children) =>
    fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}
