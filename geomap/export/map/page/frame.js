// Words that no filter changes, and the language they are in.

const tileLayers = [],
  layerControls = []; // what Folium adds to the map
L.TileLayer.addInitHook(function () {
  tileLayers.push(this);
});
L.Control.Layers.addInitHook(function () {
  layerControls.push(this);
});

/** Take the words of the wanted language, or of the one the map was made in. */
function setLanguage(wanted) {
  const { words: tables, lang } = app.model.core;
  language = wanted in tables ? wanted : lang;
  words = tables[language];
}

function changeLanguage(wanted) {
  setLanguage(wanted);
  showFrame();
  showTabs();
  drawFiltered();
  if (app.state.tab === "about") showAbout(app.model);
  if (app.state.event >= 0) showDetail(app.model, app.state.event, page);
  app.overlay.update(app.result, app.state);
  writeHash();
}

/** Words that no filter changes: title, period, key, languages, names in the layer control. */
function showFrame() {
  fillFrame();
  const { run, title } = app.model.core;
  byId("title").textContent = title || word("title");
  document.title = title || word("title");
  byId("period").textContent = run.from
    ? word("period", { from: formatDay(dayOfIso(run.from)), to: formatDay(dayOfIso(run.to)) })
    : "";
  showKey(app.model);
  showControlDay();
  byId("languages").setAttribute("aria-label", word("language"));
  byId("languages").replaceChildren(
    ...Object.entries(app.model.core.words).map(([code, table]) =>
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
  app.map.attributionControl.options.prefix = "";
  app.map.attributionControl._attributions = Object.fromEntries(
    Object.entries(app.map.attributionControl._attributions).filter(([text]) => !text.startsWith("<span")),
  );
  app.map.attributionControl.addAttribution(`<span>${word("outlines")}</span>`);
  app.map.getContainer().setAttribute("role", "region");
  app.map.getContainer().setAttribute("aria-label", word("map"));
  layerControls.forEach((layers) => {
    layers._layers.forEach((entry) => {
      if (entry.layer === tileLayers[0]) entry.name = word("tiles_name");
    });
    layers._update();
  });
}
