// Which part of the earth the map shows, and where things are on it.
"use strict";

{
  // Mercator in degrees: shapes stay true, which matters more here than areas.
  const mercator = (lat) => (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (Math.max(-84, Math.min(84, lat)) * Math.PI) / 360));

  vardar.map_view = () => {
    const view = { x: 0, y: 0, width: 10, height: 10, frame: [800, 600] };
    view.project = (lon, lat) => [
      ((lon - view.x) / view.width + 0.5) * view.frame[0],
      (0.5 - (mercator(lat) - view.y) / view.height) * view.frame[1],
    ];
    // Shows the places with some air around them, in the proportions of the frame.
    view.fit = (places) => {
      const x = places.map((place) => place.lon);
      const y = places.map((place) => mercator(place.lat));
      const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
      const extent = (values) => Math.max(...values) - Math.min(...values);
      view.x = middle(x);
      view.y = middle(y);
      const [across, down] = view.frame;
      const width = Math.max(extent(x) * 1.14, 0.6);
      const height = Math.max(extent(y) * 1.14, 0.6);
      view.scale(Math.max(width / across, height / down));
    };
    // Places that do not lie far from the rest: within one and a half times the middle half's extent around it.
    view.core = (places) => {
      const near = (of) => {
        const sorted = places.map(of).sort((a, b) => a - b);
        const quarter = (part) => sorted[Math.round((sorted.length - 1) * part)];
        const reach = Math.max(1.5 * (quarter(0.75) - quarter(0.25)), 0.5);
        return (place) => of(place) >= quarter(0.25) - reach && of(place) <= quarter(0.75) + reach;
      };
      const [across, down] = [near((place) => place.lon), near((place) => place.lat)];
      return places.filter((place) => across(place) && down(place));
    };
    // Degrees per pixel.
    view.scale = (degrees) => {
      view.width = degrees * view.frame[0];
      view.height = degrees * view.frame[1];
    };
    view.zoom = (factor) => {
      const degrees = Math.min(0.3, Math.max(0.0004, (view.width / view.frame[0]) * factor));
      view.scale(degrees);
    };
    view.move = (pixels_x, pixels_y) => {
      view.x -= (pixels_x / view.frame[0]) * view.width;
      view.y += (pixels_y / view.frame[1]) * view.height;
    };
    // A new frame shows at least what the old one did.
    view.resize = (across, down) => {
      const degrees = Math.max(view.width / across, view.height / down);
      view.frame = [across, down];
      view.scale(degrees);
    };
    view.keep = () => {
      const { x, y, width, height, frame } = view;
      return () => Object.assign(view, { x, y, width, height, frame });
    };
    return view;
  };

  // Outlines of one country as a path in the view; empty if none of it is in the frame.
  vardar.outline_path = (rings, scale, view) => {
    let path = "";
    for (const ring of rings) {
      let [lon, lat] = [0, 0];
      let inside = [Infinity, Infinity, -Infinity, -Infinity];
      const points = [];
      for (let at = 0; at + 1 < ring.length; at += 2) {
        lon += ring[at];
        lat += ring[at + 1];
        const [x, y] = view.project(lon / scale, lat / scale);
        inside = [Math.min(inside[0], x), Math.min(inside[1], y), Math.max(inside[2], x), Math.max(inside[3], y)];
        points.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
      }
      const visible = inside[2] > 0 && inside[3] > 0 && inside[0] < view.frame[0] && inside[1] < view.frame[1];
      if (visible) path += `M${points.join("L")}Z`;
    }
    return path;
  };

  // Labels that fit without covering one another; the first in the list have the first choice of room.
  vardar.place_labels = (wanted, taken, frame) => {
    const boxes = taken.slice();
    const placed = [];
    for (const label of wanted) {
      const width = label.text.length * label.size * 0.56 + 4;
      const height = label.size * 1.2;
      const gap = label.gap;
      const spots = label.centred
        ? [[-width / 2, -height / 2, "middle"]]
        : [[gap, -height / 2, "start"], [-width - gap, -height / 2, "end"], [-width / 2, -height - gap, "middle"], [-width / 2, gap, "middle"]];
      for (const [dx, dy, anchor] of spots) {
        const box = [label.x + dx, label.y + dy, label.x + dx + width, label.y + dy + height];
        const outside = box[0] < 2 || box[1] < 2 || box[2] > frame[0] - 2 || box[3] > frame[1] - 2;
        const hit = boxes.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
        if (!outside && !hit) {
          boxes.push(box);
          const at = { start: box[0] + 2, middle: (box[0] + box[2]) / 2, end: box[2] - 2 }[anchor];
          placed.push({ ...label, box, anchor, at, base: box[3] - label.size * 0.3 });
          break;
        }
      }
    }
    return placed;
  };
}
