// The three tabs of the panel: events, what is not on the map, about.

function unmappedCount() {
  let count = 0;
  for (let row = 0; row < app.model.spots.n; row++)
    if (app.model.spots.drawn[row] !== POINT && app.model.spots.drawn[row] !== AREA)
      count += app.result.spotCount[row];
  return count;
}

function showTabs() {
  const counts = { events: app.rows.length, unmapped: unmappedCount(), about: null };
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
          "aria-selected": String(app.state.tab === tab),
          tabindex: app.state.tab === tab ? null : "-1",
          onclick: () => openTab(tab),
          onkeydown: tabKey,
        },
        word(tab),
        count === null ? null : el("span", { class: "count" }, formatNumber(count)),
      ),
    ),
  );
  for (const tab of Object.keys(counts)) {
    byId(`tab-${tab}`).hidden = app.state.tab !== tab;
    byId(`tab-${tab}`).setAttribute("aria-labelledby", `tab-button-${tab}`);
  }
}

function openTab(tab) {
  if (tab === "unmapped") showUnmapped(app.model, app.result, page);
  if (tab === "about") showAbout(app.model);
  set({ tab }, { open: true });
}

function tabKey(event) {
  const tabs = ["events", "unmapped", "about"],
    by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return;
  openTab(tabs[(tabs.indexOf(app.state.tab) + by + tabs.length) % tabs.length]);
  byId(`tab-button-${app.state.tab}`).focus();
}
