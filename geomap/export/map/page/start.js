// Begins: makes the parts of the page, draws them once, and listens.

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

/** Called by Folium's script with the map it made. */
function start(map) {
  const core = JSON.parse(byId("geomap-core").textContent);
  if (core.parts && !handedOver.has(core.parts.columns)) return sayMissing(core);
  const model = readModel(core);
  const opened = fromHash(window.location.hash, model);
  Object.assign(app, { map, model, opened, state: opened, opening: openingState(model), rows: [] });
  setLanguage(opened.language);
  app.overlay = makeOverlay(map, model, page);
  app.timeline = makeTimeline(model, page);
  L.control.zoom({ position: "topleft" }).addTo(map);
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  map.attributionControl.setPrefix(false);
  begin();
}

/** The page was copied without the folder that its events are in: say so, and show nothing. */
function sayMissing(core) {
  Object.assign(app, { model: { core } });
  setLanguage(new URLSearchParams(window.location.hash.slice(1)).get("l"));
  fillFrame();
  byId("title").textContent = document.title = core.title || word("title");
  byId("summary").textContent = word("parts_missing", { name: core.parts.folder });
  document.body.classList.add("ready");
}

/** The first drawing; what Folium adds after this script (tiles, layer control) is ready one turn later. */
function begin() {
  app.result = applyFilter(app.model, app.state, page);
  const { search } = app.result;
  if (search?.left.length && !search.done) return; // the address asks for a search: `searched` comes back here
  app.begun = true;
  byId("search").value = app.state.query;
  byId("key").open = !isPhone() && window.innerHeight > 640;
  app.overlay.update(app.result, app.state);
  showFrame();
  openView();
  if (app.state.view) app.state.view = readView();
  drawFiltered();
  showTabs();
  if (app.state.tab !== "events") openTab(app.state.tab);
  listen();
  linkedEvent(window.location.hash, (row) => row >= 0 && set({ event: row }, { reveal: !app.opened.view }));
  setTimeout(() => {
    setTiles(app.state.tiles);
    showFrame();
    document.body.classList.add("ready");
  });
}

function listen() {
  app.map.on("moveend", () => set({ view: readView() }));
  app.map.on(
    "layeradd layerremove",
    ({ layer }) => layer === tileLayers[0] && set({ tiles: app.map.hasLayer(layer) }),
  );
  let searchTimer = null;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(searchTimer);
    searchTimer = setTimeout(() => set({ query: event.target.value, group: null }), 150);
  });
  byId("more").addEventListener("toggle", () => showFacets(app.model, app.state, page));
  byId("sheet").addEventListener("click", () => openSheet(!document.body.classList.contains("sheet-open")));
  window.addEventListener("hashchange", readHash);
  window.addEventListener("keydown", globalKey);
  window.addEventListener("beforeprint", beginPrint);
  window.addEventListener("afterprint", endPrint);
  new ResizeObserver(() => app.map.invalidateSize({ animate: false, pan: false })).observe(app.map.getContainer());
}

function globalKey(event) {
  if (event.target.closest("input, select, textarea, [role=slider]")) return;
  if (event.key === "Escape") page.openNothing();
  if (event.key === "[" || event.key === "]") app.timeline.step(event.key === "[" ? -1 : 1);
}

window.geomap = { mapOptions, start, take };
