// What the map says in words: of a place, a connection, or the day as a whole.
"use strict";

{
  const value = (index, day) => (index === null || index === undefined ? null : vardar.series(index).q50[day]);
  const step = (steps, day) => {
    let found = null;
    for (const [from, beds] of steps) if (from <= day) found = beds;
    return found;
  };

  vardar.in_use = (place, day) => (place.opened === null || place.opened <= day) && (place.closed === null || day < place.closed);
  vardar.beds = (place, day) => step(place.capacity, day);
  vardar.is_full = (place, day) => {
    const beds = vardar.beds(place, day);
    return beds !== null && (value(place.present, day) || 0) > beds;
  };
  vardar.rule = (link, day) => link.rules.filter((rule) => rule.day <= day).pop() || null;
  vardar.median = value;
  // Where a run has no regular flow of its own, the drawing takes it for the rest of all people.
  vardar.regular = (link, day) =>
    link.regular !== null ? value(link.regular, day) || 0 : Math.max(0, (value(link.all, day) || 0) - (value(link.irregular, day) || 0));

  const place_rows = (place, day) => {
    const rows = [];
    if (place.present !== null) rows.push(["Present", vardar.estimate(vardar.series(place.present), day)]);
    const beds = vardar.beds(place, day);
    if (beds !== null) rows.push(["Beds", vardar.number(beds) + (vardar.is_full(place, day) ? ", fewer than people (median)" : "")]);
    for (const [label, index] of place.more) {
      const series = vardar.series(index);
      if (series.q95[day] > 0) rows.push([label[0].toUpperCase() + label.slice(1), vardar.estimate(series, day)]);
    }
    if (!vardar.in_use(place, day)) rows.push(["Use", "not in use on this day"]);
    return rows;
  };
  const link_rows = (link, day) => {
    const rows = [];
    if (link.all !== null) rows.push(["People", vardar.estimate(vardar.series(link.all), day)]);
    if (link.regular !== null) rows.push(["Regular", vardar.estimate(vardar.series(link.regular), day)]);
    if (link.irregular !== null) {
      const series = vardar.series(link.irregular);
      if (series.q95[day] > 0) rows.push(["Irregular", vardar.estimate(series, day)]);
    }
    const rule = vardar.rule(link, day);
    if (rule) rows.push(["Rule", rule.rule]);
    return rows;
  };

  vardar.place_text = (place, day) => ({ title: place.name, kind: `${place.kind}, ${place.country}`, rows: place_rows(place, day) });
  vardar.link_text = (link, day) => ({ title: link.name, kind: `${link.mode}, people a day`, rows: link_rows(link, day) });
  vardar.spoken = ({ title, kind, rows }) => `${title}, ${kind}. ` + rows.map(([label, text]) => `${label}: ${text}.`).join(" ");

  // The largest of the day, so that the box is of use before anything is chosen.
  vardar.day_text = (map, day) => {
    const top = (list, index, text, count) =>
      list
        .filter((item) => (value(index(item), day) || 0) > 0)
        .sort((a, b) => value(index(b), day) - value(index(a), day))
        .slice(0, count)
        .map((item) => [text(item), vardar.estimate(vardar.series(index(item)), day)]);
    return {
      title: `On ${vardar.date(day)}`,
      kind: "most people present, and most people a day on a connection",
      rows: [
        ...top(map.places.filter((place) => place.kind !== "destination"), (place) => place.present, (place) => place.name, 4),
        ...top(map.links, (link) => (link.all !== null ? link.all : link.regular), (link) => link.name, 4),
      ],
    };
  };

  vardar.show_details = (box, { title, kind, rows }) => {
    const list = vardar.element("dl", {});
    for (const [label, text] of rows) list.append(vardar.element("dt", {}, label), vardar.element("dd", {}, text));
    if (!rows.length) list.append(vardar.element("dd", {}, "Nothing in this run."));
    box.replaceChildren(vardar.element("h3", {}, title), vardar.element("p", { class: "kind" }, kind), list);
  };
}
