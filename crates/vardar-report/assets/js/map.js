// The map's controls: day, playing, view, pointer and keyboard.
"use strict";

if (vardar.data.map && vardar.outlines) {
  const map = vardar.data.map;
  const by_id = (id) => document.getElementById("map-" + id);
  const [frame, slider, play, output, select, details, events] =
    ["frame", "day", "play", "date", "view", "details", "events"].map(by_id);
  const svg = vardar.drawn("svg", { role: "group", "aria-label": "Map of the route. Tab goes to the connections, then to the places; arrow keys move among them." });
  const view = vardar.map_view();
  const scales = vardar.map_scales(map);
  const last = Math.max(vardar.days - 1, 0);
  let day = 0;
  let parts = null;
  let chosen = null;
  let pinned = false;

  const text_of = ({ kind, index }) =>
    kind === "place" ? vardar.place_text(map.places[index], day) : vardar.link_text(map.links[index], day);
  const show_chosen = () => vardar.show_details(details, chosen ? text_of(chosen) : vardar.day_text(map, day));

  const show_day = () => {
    map.links.forEach((link, index) => {
      const part = parts.links[index];
      const regular = vardar.regular(link, day);
      const irregular = vardar.median(link.irregular, day) || 0;
      part.regular.setAttribute("stroke-width", vardar.stroke(regular, scales).toFixed(2));
      part.regular.classList.toggle("idle", regular <= 0);
      part.irregular.setAttribute("stroke-width", vardar.stroke(irregular, scales).toFixed(2));
      part.irregular.style.display = irregular > 0 ? "" : "none";
      part.irregular_arrow.style.display = irregular > 0 ? "" : "none";
      part.arrow.style.display = regular > scales.flow * 0.02 ? "" : "none";
      const rule = vardar.rule(link, day);
      part.closed.style.display = rule && rule.closed ? "" : "none";
    });
    map.places.forEach((place, index) => {
      const part = parts.places[index];
      const people = vardar.median(place.present, day) || 0;
      if (!part.destination) part.shape.setAttribute("r", vardar.radius(people, scales).toFixed(1));
      part.shape.classList.toggle("is-full", vardar.is_full(place, day));
      part.shape.classList.toggle("empty", people <= 0);
      part.group.style.display = vardar.in_use(place, day) || people > 0 ? "" : "none";
    });
    slider.value = day;
    slider.setAttribute("aria-valuetext", vardar.date(day));
    output.textContent = vardar.date(day);
    const today = vardar.data.events.filter((event) => event.day === day);
    events.replaceChildren(...(today.length
      ? today.map((event) => vardar.element("li", {}, vardar.element("b", {}, `${event.number} `), `${event.border}: ${event.rule}`))
      : [vardar.element("li", { class: "none" }, "none")]));
    show_chosen();
  };
  const set_day = (to) => {
    day = Math.min(Math.max(Math.round(to), 0), last);
    show_day();
  };

  const choose = (target, pin) => {
    if (pinned && !pin) return;
    chosen = target;
    for (const mark of svg.querySelectorAll(".chosen")) mark.classList.remove("chosen");
    if (target) {
      const group = parts[target.kind + "s"][target.index].group;
      group.classList.add("chosen");
      group.setAttribute("aria-label", vardar.spoken(text_of(target)));
    }
    show_chosen();
  };

  // One stop of the Tab key for all places and one for all connections; arrow keys move within.
  const connect = (kind, list) => {
    const groups = list.map((part) => part.group);
    if (groups[0]) groups[0].setAttribute("tabindex", "0");
    groups.forEach((group, index) => {
      const target = { kind, index };
      group.setAttribute("aria-label", vardar.spoken(text_of(target)));
      group.addEventListener("pointerenter", () => choose(target, false));
      group.addEventListener("pointerleave", () => choose(null, false));
      group.addEventListener("click", () => {
        pinned = !(pinned && chosen && chosen.kind === kind && chosen.index === index);
        choose(pinned ? target : null, true);
      });
      group.addEventListener("focus", () => choose(target, true));
      group.addEventListener("blur", () => {
        pinned = false;
        choose(null, true);
      });
      group.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        let next = event.key === "Home" ? 0 : event.key === "End" ? groups.length - 1 : step ? index + step : null;
        while (groups[next] && groups[next].style.display === "none") next += step || 1;
        if (next === null || !groups[next]) return;
        event.preventDefault();
        group.setAttribute("tabindex", "-1");
        groups[next].setAttribute("tabindex", "0");
        groups[next].focus();
      });
    });
  };

  const redraw = () => {
    parts = vardar.draw_map(svg, map, view);
    connect("place", parts.places);
    connect("link", parts.links);
    chosen = null;
    pinned = false;
    show_day();
  };
  const measure = () => {
    const across = Math.max(frame.clientWidth, 280);
    const tallest = vardar.is_printing() ? 600 : 880;
    view.resize(across, Math.round(Math.min(across * (across < 600 ? 1.15 : 1), tallest)));
  };

  const views = () => {
    const on_the_way = map.places.filter((place) => place.kind !== "destination");
    const list = [["Most of the route", view.core(on_the_way.length ? on_the_way : map.places)], ["Whole route", map.places]];
    for (const [, name] of map.countries) {
      const own = on_the_way.filter((place) => place.country === name);
      if (own.length > 1) list.push([name, own]);
    }
    return list;
  };

  const drag = () => {
    let at = null;
    svg.addEventListener("pointerdown", (event) => {
      if (!event.target.closest(".mark")) at = [event.clientX, event.clientY];
    });
    window.addEventListener("pointermove", (event) => {
      if (!at) return;
      view.move(event.clientX - at[0], event.clientY - at[1]);
      at = [event.clientX, event.clientY];
      redraw();
    });
    window.addEventListener("pointerup", () => (at = null));
    window.addEventListener("pointercancel", () => (at = null));
  };

  let restore = null;
  vardar.redraw_map = () => {
    if (vardar.is_printing() && !restore) restore = view.keep();
    if (!vardar.is_printing() && restore) {
      restore();
      restore = null;
    }
    measure();
    redraw();
  };

  vardar.start_map = () => {
    frame.append(svg);
    const choices = views();
    for (const [name] of choices) select.append(vardar.element("option", {}, name));
    const fit = () => view.fit(choices[select.selectedIndex][1]);
    measure();
    fit();
    redraw();
    vardar.map_legend(by_id("legend"), scales);
    slider.max = last;
    let timer = 0;
    const stop = () => {
      window.clearInterval(timer);
      timer = 0;
      play.textContent = "Play";
      play.setAttribute("aria-pressed", "false");
      details.setAttribute("aria-live", "polite");
    };
    const begin = () => {
      if (day === last) set_day(0);
      play.textContent = "Pause";
      play.setAttribute("aria-pressed", "true");
      details.setAttribute("aria-live", "off");
      timer = window.setInterval(() => (day < last ? set_day(day + 1) : stop()), 160);
    };
    play.addEventListener("click", () => (timer ? stop() : begin()));
    slider.addEventListener("input", () => set_day(Number(slider.value)));
    by_id("before").addEventListener("click", () => set_day(day - 1));
    by_id("after").addEventListener("click", () => set_day(day + 1));
    const zoom = (factor) => {
      view.zoom(factor);
      redraw();
    };
    by_id("in").addEventListener("click", () => zoom(0.7));
    by_id("out").addEventListener("click", () => zoom(1 / 0.7));
    select.addEventListener("change", () => {
      fit();
      redraw();
    });
    let width = frame.clientWidth;
    new ResizeObserver(() => {
      if (frame.clientWidth === width || vardar.is_printing()) return;
      width = frame.clientWidth;
      vardar.redraw_map();
    }).observe(frame);
    drag();
    set_day(map.first_day);
  };
}
