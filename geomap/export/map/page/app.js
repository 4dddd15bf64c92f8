// The page at work: one state; every change runs through `set`, which draws what depends on it.

/** The parts of the page: map, model, state, the filter's result, rows of the list, overlay, timeline. */
const app = {};

/** What the views may ask for. */
const page = {
  selected: () => app.state.event,
  set,
  toggle,
  reset,
  setWindow: (from, to) => set({ from, to }),
  openEvent: (row) => set({ event: row }, { focus: true, reveal: true }),
  openGroup,
  closeGroup: () => set({ group: null }),
  closeEvent: () => set({ event: -1 }),
  openNothing: () => (app.state.event >= 0 || app.state.group) && set({ event: -1, group: null }),
  neighbour,
  hover,
  searched: () => (app.begun ? refilter() : begin()),
  detailShown: () => writeHash(),
  showAll: () => fit(app.overlay.visibleBounds(1), !stillness()),
};

function openGroup(rows, title) {
  if (rows.length === 1) return set({ event: rows[0] }, { focus: true });
  return set({ group: { rows, title }, tab: "events", event: -1 }, { open: true });
}

/** Change the state and draw what depends on it. */
function set(change, { focus = false, reveal = false, open = false } = {}) {
  const before = app.state;
  app.state = { ...app.state, ...change };
  const filtering = ["from", "to", "undated", "off", "source", "query"].some(
    (name) => before[name] !== app.state[name],
  );
  if (filtering) filterAnew();
  const overlaying = ["tiles", "event", "control", "units"].some((name) => before[name] !== app.state[name]);
  if (overlaying) showFacets(app.model, app.state, page);
  if (filtering || overlaying) app.overlay.update(app.result, app.state);
  if (filtering) drawFiltered();
  else drawLists();
  showControlDay();
  if (before.event !== app.state.event) drawDetail(focus, before.event);
  if (before.tab !== app.state.tab) showTabs();
  if (reveal && app.state.event >= 0) revealEvent(app.state.event);
  if (open) openSheet(true);
  writeHash();
}

function filterAnew() {
  app.result = applyFilter(app.model, app.state, page);
  if (!app.state.group) return;
  const visible = new Set(app.result.rows);
  app.state.group = { ...app.state.group, rows: app.state.group.rows.filter((row) => visible.has(row)) };
}

/** Draw what a search has found meanwhile. */
function refilter() {
  filterAnew();
  app.overlay.update(app.result, app.state);
  drawFiltered();
}

function drawFiltered() {
  app.timeline.update(app.result, app.state);
  showFamilies(app.model, app.state, app.result, page);
  showFacets(app.model, app.state, page);
  showSummary();
  drawLists();
  if (app.state.tab === "unmapped") showUnmapped(app.model, app.result, page);
}

function drawLists() {
  app.rows = rowsInView(app.model, app.result, app.map.getBounds(), app.overlay.areas);
  showList(app.model, app.state, app.result, app.rows, page);
  showTabs();
}

function showSummary() {
  const unplaced = app.result.undatedHidden;
  byId("summary").replaceChildren(
    el("b", {}, app.result.shown === 1 ? word("shown_one") : word("shown", { n: formatNumber(app.result.shown) })),
    " ",
    word("of_total", { n: formatNumber(app.model.n) }),
    unplaced ? ` · ${word("undated_hidden", { n: formatNumber(unplaced) })}` : "",
    searchWords(app.result.search),
  );
}

/** How far a search has come, while it has not read all texts. */
function searchWords(search) {
  const { count } = app.model.texts;
  if (!search || search.done === count) return "";
  if (search.left.length) return ` · ${word("searching", { p: Math.floor((100 * search.done) / count) })}`;
  return ` · ${word("searched_partly", { n: formatNumber(count - search.done) })}`;
}

function showControlDay() {
  const day = app.overlay.controlDay(app.state);
  byId("control-day").textContent = day ? `${word("key_control")}: ${formatDay(day)}` : "";
}

function toggle(facet, values, on) {
  const off = new Set(app.state.off[facet]);
  values.forEach((value) => (on ? off.delete(value) : off.add(value)));
  set({ off: { ...app.state.off, [facet]: off } });
}

function reset() {
  byId("search").value = "";
  const { from, to, undated, off, source, query } = openingState(app.model);
  set({ from, to, undated, off, source, query });
}
