// Ties it together: one state; every change runs through `set`, which draws what depends on it and writes the address.

const tileLayers = [],
  layerControls = [];
L.TileLayer.addInitHook(function () {
  tileLayers.push(this);
});
L.Control.Layers.addInitHook(function () {
  layerControls.push(this);
});

const PRINTED = 24; // events in the printed list; page.css hides the rest
const HASH_DELAY_MS = 250;
const FEW = 25,
  BULK = 0.94; // a map of more events opens on the bulk of them, not on the farthest
const UKRAINE = [
  [44.2, 22.1],
  [52.4, 40.3],
];

/** Options of the Leaflet map that Folium makes. */
function mapOptions() {
  return {
    center: [48.6, 33.5],
    zoom: 6,
    minZoom: 2,
    maxZoom: 17,
    zoomSnap: 0.25,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 90,
    zoomControl: false,
    zoomAnimation: !stillness(),
    fadeAnimation: !stillness(),
    inertia: !stillness(),
  };
}

/** Begin: called by Folium's script with the map it made. */
function start(map) {
  const model = readModel(JSON.parse(byId("geomap-core").textContent));
  const opening = openingState(model);
  const opened = fromHash(window.location.hash, model);
  let state = opened,
    result = null,
    rows = [],
    hashTimer = null,
    written = null;
  setLanguage(model, state.language);

  const page = {
    selected: () => state.event,
    set,
    toggle,
    reset,
    setWindow: (from, to) => set({ from, to }),
    openEvent: (row) => set({ event: row }, { focus: true, reveal: true }),
    openGroup: (group, title) =>
      group.length === 1
        ? set({ event: group[0] }, { focus: true })
        : set({ group: { rows: group, title }, tab: "events", event: -1 }, { open: true }),
    closeGroup: () => set({ group: null }),
    closeEvent,
    openNothing: () => (state.event >= 0 || state.group) && set({ event: -1, group: null }),
    neighbour,
    hover,
    showAll: () => fit(overlay.visibleBounds(1), !stillness()),
  };
  const overlay = makeOverlay(map, model, page);
  const timeline = makeTimeline(model, page);
  L.control.zoom({ position: "topleft" }).addTo(map);
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  map.attributionControl.setPrefix(false);

  /** Change the state and draw what depends on it. */
  function set(change, { focus = false, reveal = false, open = false } = {}) {
    const before = state;
    state = { ...state, ...change };
    const filtering = ["from", "to", "undated", "off", "source", "query"].some(
      (name) => before[name] !== state[name],
    );
    if (filtering) {
      result = applyFilter(model, state);
      if (state.group) state.group = { ...state.group, rows: state.group.rows.filter((row) => result.visible[row]) };
    }
    const overlaying = ["tiles", "event", "control", "units"].some((name) => before[name] !== state[name]);
    if (overlaying) showFacets(model, state, page);
    if (filtering || overlaying) overlay.update(result, state);
    if (filtering) drawFiltered();
    else drawLists();
    showControlDay();
    if (before.event !== state.event) drawDetail(focus, before.event);
    if (before.tab !== state.tab) showTabs();
    if (reveal && state.event >= 0) revealEvent(state.event);
    if (open) openSheet(true);
    writeHash();
  }

  function drawFiltered() {
    timeline.update(result, state);
    showFamilies(model, state, result, page);
    showFacets(model, state, page);
    showSummary();
    drawLists();
    if (state.tab === "unmapped") showUnmapped(model, result, page);
  }

  function drawLists() {
    rows = rowsInView(model, result, map.getBounds(), overlay.areas);
    showList(model, state, result, rows, page);
    showTabs();
  }

  function showSummary() {
    const unplaced = result.undatedHidden;
    byId("summary").replaceChildren(
      el("b", {}, result.shown === 1 ? word("shown_one") : word("shown", { n: formatNumber(result.shown) })),
      " ",
      word("of_total", { n: formatNumber(model.n) }),
      unplaced ? ` · ${word("undated_hidden", { n: formatNumber(unplaced) })}` : "",
    );
  }

  function showControlDay() {
    const day = overlay.controlDay(state);
    byId("control-day").textContent = day ? `${word("key_control")}: ${formatDay(day)}` : "";
  }

  function unmappedCount() {
    let count = 0;
    for (let row = 0; row < model.spots.n; row++)
      if (model.spots.drawn[row] !== POINT && model.spots.drawn[row] !== AREA) count += result.spotCount[row];
    return count;
  }

  function showTabs() {
    const counts = { events: rows.length, unmapped: unmappedCount(), about: null };
    keepFocus(
      byId("tabs"),
      Object.entries(counts).map(([tab, count]) =>
        el(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-button-${tab}`,
            "data-key": tab,
            "aria-controls": `tab-${tab}`,
            "aria-selected": String(state.tab === tab),
            tabindex: state.tab === tab ? null : "-1",
            onclick: () => openTab(tab),
            onkeydown: tabKey,
          },
          word(tab),
          count === null ? null : el("span", { class: "count" }, formatNumber(count)),
        ),
      ),
    );
    for (const tab of Object.keys(counts)) {
      byId(`tab-${tab}`).hidden = state.tab !== tab;
      byId(`tab-${tab}`).setAttribute("aria-labelledby", `tab-button-${tab}`);
    }
  }

  function openTab(tab) {
    if (tab === "unmapped") showUnmapped(model, result, page);
    if (tab === "about") showAbout(model);
    set({ tab }, { open: true });
  }

  function tabKey(event) {
    const tabs = ["events", "unmapped", "about"],
      by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    openTab(tabs[(tabs.indexOf(state.tab) + by + tabs.length) % tabs.length]);
    byId(`tab-button-${state.tab}`).focus();
  }

  function drawDetail(focus, before) {
    document.body.classList.toggle("with-detail", state.event >= 0);
    if (state.event >= 0) {
      showDetail(model, state.event, page);
      if (focus) byId("detail").focus({ preventScroll: true });
      return;
    }
    byId("detail").hidden = true;
    if (before >= 0) document.querySelector(`[data-id="${CSS.escape(model.id(before))}"]`)?.focus();
  }

  function closeEvent() {
    set({ event: -1 });
  }

  /** Show the event before or after in the list. */
  function neighbour(by) {
    const list = state.group ? state.group.rows : rows,
      at = list.indexOf(state.event);
    const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
    if (next !== undefined) set({ event: next }, { reveal: true, focus: true });
  }

  /** Move the map so that the event is seen beside the panel. */
  function revealEvent(row) {
    const spot = model.spot[row],
      drawn = model.spots.drawn[spot];
    if (drawn !== POINT && drawn !== AREA) return;
    const at =
      drawn === POINT ? [model.spots.lat(spot), model.spots.lon(spot)] : model.areas[model.spots.area[spot]].label;
    const size = map.getSize(),
      point = map.latLngToContainerPoint(at),
      free = freeWidth(size);
    const centred = point.x > 40 && point.x < free.x - 40 && point.y > 40 && point.y < free.y - 40;
    if (centred) return;
    const zoom = map.getZoom(),
      centre = map.project(at, zoom).add([(size.x - free.x) / 2, (size.y - free.y) / 2]);
    map.setView(map.unproject(centre, zoom), zoom, { animate: !stillness() });
  }

  /** The part of the map that the detail panel leaves free. */
  function freeWidth(size) {
    if (isPhone()) return { x: size.x, y: size.y * 0.45 };
    return { x: size.x - byId("detail").offsetWidth, y: size.y };
  }

  function hover(hit, point) {
    const tip = byId("tip");
    tip.hidden = !hit || window.matchMedia("(hover: none)").matches;
    if (tip.hidden) return;
    const top = hit.stack?.top ?? -1;
    if (hit.area !== undefined)
      tip.replaceChildren(
        el("b", {}, areaName(model.areas[hit.area])),
        el("br"),
        word(`where_words.${model.areas[hit.area].where}`),
      );
    else if (hit.stack.total > 1)
      tip.replaceChildren(
        el("b", {}, word("events_here", { n: formatNumber(hit.stack.total) })),
        hit.stack.spots.length === 1 ? ` ${placeTitle(model, hit.stack.spots[0])}` : "",
      );
    else
      tip.replaceChildren(
        el("b", {}, typeLabel(model, top)),
        ` ${placeTitle(model, model.spot[top])}`,
        el("br"),
        dateLabel(model, top, SHORT_DAY),
        el("br"),
        statusWords(model, top),
      );
    const right = point.x > map.getSize().x - 260;
    tip.style.transform = `translate(${Math.round(point.x + (right ? -14 : 14))}px, ${Math.round(point.y + 14)}px)${right ? " translateX(-100%)" : ""}`;
  }

  function toggle(facet, values, on) {
    const off = new Set(state.off[facet]);
    values.forEach((value) => (on ? off.delete(value) : off.add(value)));
    set({ off: { ...state.off, [facet]: off } });
  }

  function reset() {
    byId("search").value = "";
    const { from, to, undated, off, source, query } = openingState(model);
    set({ from, to, undated, off, source, query });
  }

  function setLanguage(ofModel, wanted) {
    const { words: tables, lang } = ofModel.core;
    language = wanted in tables ? wanted : lang;
    words = tables[language];
  }

  function changeLanguage(wanted) {
    setLanguage(model, wanted);
    showFrame();
    showTabs();
    drawFiltered();
    if (state.tab === "about") showAbout(model);
    if (state.event >= 0) showDetail(model, state.event, page);
    overlay.update(result, state);
    writeHash();
  }

  /** Words that no filter changes: title, period, key, languages, names in the layer control. */
  function showFrame() {
    fillFrame();
    const { run, title } = model.core;
    byId("title").textContent = title || word("title");
    document.title = title || word("title");
    byId("period").textContent = run.from
      ? word("period", { from: formatDay(dayOfIso(run.from)), to: formatDay(dayOfIso(run.to)) })
      : "";
    showKey(model);
    showControlDay();
    byId("languages").setAttribute("aria-label", word("language"));
    byId("languages").replaceChildren(
      ...Object.entries(model.core.words).map(([code, table]) =>
        el(
          "button",
          {
            type: "button",
            lang: code,
            title: table._name,
            "aria-pressed": String(code === language),
            onclick: () => changeLanguage(code),
          },
          code.toUpperCase(),
        ),
      ),
    );
    map.attributionControl.options.prefix = "";
    map.attributionControl._attributions = Object.fromEntries(
      Object.entries(map.attributionControl._attributions).filter(([text]) => !text.startsWith("<span")),
    );
    map.attributionControl.addAttribution(`<span>${word("outlines")}</span>`);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", word("map"));
    layerControls.forEach((layers) => {
      layers._layers.forEach((entry) => {
        if (entry.layer === tileLayers[0]) entry.name = word("tiles_name");
      });
      layers._update();
    });
  }

  function readView() {
    const { lat, lng } = map.getCenter();
    return { zoom: Math.round(map.getZoom() * 100) / 100, lat, lon: lng };
  }

  function writeHash() {
    clearTimeout(hashTimer);
    hashTimer = setTimeout(() => {
      written = toHash(state, opening, model);
      try {
        history.replaceState(null, "", written);
      } catch {
        // a notebook's frame has no address of its own
      }
    }, HASH_DELAY_MS);
  }

  /** Take over what the address says, when the reader changes it by hand or opens a link. */
  function readHash() {
    if (window.location.hash === written) return;
    const wanted = fromHash(window.location.hash, model);
    if (wanted.view) map.setView([wanted.view.lat, wanted.view.lon], wanted.view.zoom, { animate: false });
    byId("search").value = wanted.query;
    setTiles(wanted.tiles);
    set({ ...wanted, group: null });
    changeLanguage(wanted.language || language);
  }

  function setTiles(on) {
    if (tileLayers[0] && on !== map.hasLayer(tileLayers[0])) map[on ? "addLayer" : "removeLayer"](tileLayers[0]);
  }

  function openSheet(open) {
    document.body.classList.toggle("sheet-open", open);
    byId("sheet").setAttribute("aria-expanded", String(open));
  }

  function openView() {
    if (state.view) return map.setView([state.view.lat, state.view.lon], state.view.zoom, { animate: false });
    return fit(overlay.visibleBounds(result.shown >= FEW ? BULK : 1), false);
  }

  function fit(bounds, animate) {
    const left = byId("key").open ? byId("key").offsetWidth + 12 : 20;
    map.fitBounds(bounds ? bounds.pad(0.04) : UKRAINE, {
      animate,
      maxZoom: 9,
      paddingTopLeft: [Math.max(60, Math.min(left, map.getSize().x / 3)), 30],
      paddingBottomRight: [40, 30],
    });
  }

  function listen() {
    map.on("moveend", () => set({ view: readView() }));
    map.on("layeradd layerremove", ({ layer }) => layer === tileLayers[0] && set({ tiles: map.hasLayer(layer) }));
    let searchTimer = null;
    byId("search").addEventListener("input", (event) => {
      clearTimeout(searchTimer);
      searchTimer = setTimeout(() => set({ query: event.target.value, group: null }), 150);
    });
    byId("more").addEventListener("toggle", () => showFacets(model, state, page));
    byId("sheet").addEventListener("click", () => openSheet(!document.body.classList.contains("sheet-open")));
    window.addEventListener("hashchange", readHash);
    window.addEventListener("keydown", globalKey);
    window.addEventListener("beforeprint", beginPrint);
    window.addEventListener("afterprint", endPrint);
    new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false })).observe(map.getContainer());
  }

  let screen = null; // view and key as they were before printing

  /** Lay the page out for paper, with the same part of the map. */
  function beginPrint() {
    screen = { bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom(), key: byId("key").open };
    document.body.classList.add("printing");
    byId("key").open = true;
    byId("period").textContent = [printWindow(), byId("period").textContent].filter(Boolean).join(" · ");
    if (rows.length > PRINTED) byId("summary").append(` · ${word("print_list", { n: PRINTED })}`);
    map.invalidateSize({ animate: false });
    map.fitBounds(screen.bounds, { animate: false });
  }

  function printWindow() {
    return state.from === null ? "" : byId("window").textContent;
  }

  function endPrint() {
    document.body.classList.remove("printing");
    byId("key").open = screen.key;
    map.invalidateSize({ animate: false });
    map.setView(screen.centre, screen.zoom, { animate: false });
    showFrame();
    showSummary();
  }

  function globalKey(event) {
    if (event.target.closest("input, select, textarea, [role=slider]")) return;
    if (event.key === "Escape") page.openNothing();
    if (event.key === "[" || event.key === "]") timeline.step(event.key === "[" ? -1 : 1);
  }

  /** The first drawing; what Folium adds after this script (tiles, layer control) is ready one turn later. */
  function begin() {
    byId("search").value = state.query;
    byId("key").open = !isPhone() && window.innerHeight > 640;
    result = applyFilter(model, state);
    overlay.update(result, state);
    showFrame();
    openView();
    if (state.view) state.view = readView();
    drawFiltered();
    showTabs();
    if (state.tab !== "events") openTab(state.tab);
    if (state.event >= 0) drawDetail(false, -1);
    if (state.event >= 0 && !opened.view) revealEvent(state.event);
    listen();
    setTimeout(() => {
      setTiles(state.tiles);
      showFrame();
      document.body.classList.add("ready");
    });
  }

  begin();
}

window.geomap = { mapOptions, start };
