// The drawing of the map: what stays while the view stays, and what changes with the day.
"use strict";

{
  const largest = (indices) =>
    indices.reduce((most, index) => (index === null ? most : vardar.series(index).q50.reduce((a, b) => Math.max(a, b || 0), most)), 0);

  vardar.map_scales = (map) => ({
    people: Math.max(1, largest(map.places.filter((p) => p.kind !== "destination").map((p) => p.present))),
    flow: Math.max(1, largest(map.links.flatMap((link) => [link.all, link.regular, link.irregular]))),
  });
  vardar.radius = (people, scales) => (people > 0 ? 3 + 23 * Math.sqrt(Math.min(1, people / scales.people)) : 3);
  vardar.stroke = (people, scales) => (people > 0 ? 1 + 9 * Math.sqrt(Math.min(1, people / scales.flow)) : 0.8);

  // Both directions of a way, and several ways between the same places, bend apart.
  const bend = (from, to, step) => {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy) || 1;
    const off = (6 + length * 0.05) * step;
    return [(from[0] + to[0]) / 2 - (dy / length) * off, (from[1] + to[1]) / 2 + (dx / length) * off];
  };
  const curve = (from, control, to) =>
    `M${from.map((v) => v.toFixed(1)).join(" ")}Q${control.map((v) => v.toFixed(1)).join(" ")} ${to.map((v) => v.toFixed(1)).join(" ")}`;

  const link_shape = (link, places, view, parallel) => {
    const ends = [link.from, link.to].map((index) => view.project(places[index].lon, places[index].lat));
    const [a, b] = ends;
    const regular = bend(a, b, 1 + 2 * parallel);
    const irregular = bend(a, b, 2 + 2 * parallel);
    const middle = (control) => [0, 1].map((axis) => 0.25 * a[axis] + 0.5 * control[axis] + 0.25 * b[axis]);
    return {
      regular: curve(a, regular, b),
      irregular: curve(a, irregular, b),
      middle: middle(regular),
      irregular_middle: middle(irregular),
      angle: (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI,
    };
  };

  // Draws everything for a view and returns the elements that follow the day.
  vardar.draw_map = (svg, map, view) => {
    const draw = vardar.drawn;
    svg.replaceChildren();
    svg.setAttribute("viewBox", `0 0 ${view.frame[0]} ${view.frame[1]}`);
    svg.append(
      draw("defs", {},
        draw("pattern", { id: "full", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          draw("rect", { width: 5, height: 5, class: "full-ground" }), draw("rect", { width: 2, height: 5, class: "full-line" }))),
      draw("rect", { width: view.frame[0], height: view.frame[1], class: "sea" }));

    const land = draw("g", { "aria-hidden": "true" });
    const route = new Map(map.countries);
    for (const { country, rings } of vardar.outlines.countries) {
      const path = vardar.outline_path(rings, vardar.outlines.scale, view);
      if (path) land.append(draw("path", { d: path, class: route.has(country) ? "land route" : "land" }));
    }
    const links = draw("g", { role: "group", "aria-label": "Connections" });
    const places = draw("g", { role: "group", "aria-label": "Places" });
    const labels = draw("g", { "aria-hidden": "true", class: "labels" });
    svg.append(land, links, places, labels);

    const seen = new Map();
    const link_parts = map.links.map((link) => {
      const pair = `${link.from} ${link.to}`;
      const parallel = seen.get(pair) || 0;
      seen.set(pair, parallel + 1);
      const shape = link_shape(link, map.places, view, parallel);
      const turn = (at) => `translate(${at[0].toFixed(1)} ${at[1].toFixed(1)}) rotate(${shape.angle.toFixed(1)})`;
      const parts = {
        regular: draw("path", { d: shape.regular, class: "link regular" }),
        irregular: draw("path", { d: shape.irregular, class: "link irregular" }),
        arrow: draw("path", { d: "M-4 -5L4 0L-4 5", class: "arrow", transform: turn(shape.middle) }),
        irregular_arrow: draw("path", { d: "M-4 -5L4 0L-4 5", class: "arrow", transform: turn(shape.irregular_middle) }),
        closed: draw("path", { d: "M0 -8L0 8", class: "closed", transform: turn(shape.middle) }),
      };
      parts.group = draw("g", { class: "mark", tabindex: "-1", role: "img" },
        draw("path", { d: shape.regular, class: "reach" }), ...Object.values(parts));
      links.append(parts.group);
      return parts;
    });
    const place_parts = map.places.map((place) => {
      const [x, y] = view.project(place.lon, place.lat);
      const destination = place.kind === "destination";
      const shape = destination
        ? draw("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: "place destination" })
        : draw("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 3, class: "place" });
      const group = draw("g", { class: "mark", tabindex: "-1", role: "img" }, shape);
      places.append(group);
      return { group, shape, x, y, destination };
    });
    draw_labels(labels, map, view, place_parts);
    return { links: link_parts, places: place_parts };
  };

  const draw_labels = (labels, map, view, parts) => {
    const order = map.places
      .map((place, index) => ({ place, index, most: place.kind === "destination" ? 0 : largest([place.present]) }))
      .sort((a, b) => b.most - a.most);
    const named = order.map(({ place, index }) => ({ text: place.label, x: parts[index].x, y: parts[index].y, size: 12, gap: 7, class: "name" }));
    const dots = parts.map(({ x, y }) => [x - 4, y - 4, x + 4, y + 4]);
    const first = vardar.place_labels(named.slice(0, 40), dots, view.frame);
    const boxes = first.map((label) => label.box);
    const countries = map.countries.flatMap(([code, name]) => {
      const own = map.places.filter((place) => place.country === name);
      const outline = vardar.outlines.countries.find((country) => country.country === code);
      if (!own.length || !outline) return [];
      const [lon, lat] = middle_of(outline, vardar.outlines.scale);
      const [x, y] = view.project(lon, lat);
      return [{ text: name.toUpperCase(), x, y, size: 12, gap: 0, centred: true, class: "country" }];
    });
    for (const label of [...first, ...vardar.place_labels(countries, boxes, view.frame)]) {
      labels.append(vardar.drawn("text", { x: label.at.toFixed(1), y: label.base.toFixed(1), class: label.class, "text-anchor": label.anchor }, label.text));
    }
  };

  // Mean of the points of the longest outline: near enough to the middle for a label.
  const middle_of = (outline, scale) => {
    const ring = outline.rings.reduce((longest, next) => (next.length > longest.length ? next : longest));
    let [lon, lat, sum_lon, sum_lat] = [0, 0, 0, 0];
    for (let at = 0; at + 1 < ring.length; at += 2) {
      lon += ring[at];
      lat += ring[at + 1];
      sum_lon += lon;
      sum_lat += lat;
    }
    const count = ring.length / 2;
    return [sum_lon / count / scale, sum_lat / count / scale];
  };
}
