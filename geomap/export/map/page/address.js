// The address after #: written after each change, read when it is opened or edited.

const HASH_DELAY_MS = 250;

function readView() {
  const { lat, lng } = app.map.getCenter();
  return { zoom: Math.round(app.map.getZoom() * 100) / 100, lat, lon: lng };
}

function writeHash() {
  clearTimeout(app.hashTimer);
  app.hashTimer = setTimeout(() => {
    app.written = toHash(app.state, app.opening, app.model);
    try {
      history.replaceState(null, "", app.written);
    } catch {
      // a notebook's frame has no address of its own
    }
  }, HASH_DELAY_MS);
}

/** Take over what the address says, when the reader changes it by hand or opens a link. */
function readHash() {
  if (window.location.hash === app.written) return;
  const hash = window.location.hash,
    wanted = fromHash(hash, app.model);
  if (wanted.view) app.map.setView([wanted.view.lat, wanted.view.lon], wanted.view.zoom, { animate: false });
  byId("search").value = wanted.query;
  setTiles(wanted.tiles);
  linkedEvent(hash, (row) => set({ ...wanted, group: null, event: row }));
  changeLanguage(wanted.language || language);
}

/** Give `use` the row of the event that an address names, -1 for none. */
function linkedEvent(hash, use) {
  withRowOf(app.model, new URLSearchParams(hash.replace(/^#/, "")).get("e"), use);
}

function setTiles(on) {
  if (tileLayers[0] && on !== app.map.hasLayer(tileLayers[0]))
    app.map[on ? "addLayer" : "removeLayer"](tileLayers[0]);
}
