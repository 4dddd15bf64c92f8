// The page laid out for paper: title, map, key and list on one sheet.

const PRINTED = 20; // events in the printed list; page.css hides the rest

/** Lay the page out for paper, with the same part of the map. */
function beginPrint() {
  app.screen = {
    bounds: app.map.getBounds(),
    centre: app.map.getCenter(),
    zoom: app.map.getZoom(),
    key: byId("key").open,
  };
  document.body.classList.add("printing");
  byId("key").open = true;
  byId("period").textContent = [printWindow(), byId("period").textContent].filter(Boolean).join(" · ");
  if (app.rows.length > PRINTED) byId("summary").append(` · ${word("print_list", { n: PRINTED })}`);
  app.map.invalidateSize({ animate: false });
  app.map.fitBounds(app.screen.bounds, { animate: false });
}

function printWindow() {
  return app.state.from === null ? "" : byId("window").textContent;
}

function endPrint() {
  document.body.classList.remove("printing");
  byId("key").open = app.screen.key;
  app.map.invalidateSize({ animate: false });
  app.map.setView(app.screen.centre, app.screen.zoom, { animate: false });
  showFrame();
  showSummary();
}
