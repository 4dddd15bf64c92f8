// The list of events in this part of the map: real buttons in reading order, newest first.

const PAGE = 60;

/** Return a list that shows its items a page at a time, and the button that shows more; nothing is left out. */
function pagedList(tag, className, items, makeItem) {
  let shown = 0;
  const list = el(tag, { class: className });
  const more = el("button", { type: "button", class: "more", onclick: () => grow(true) });
  function grow(moveFocus) {
    const next = Array.from(items.slice(shown, shown + PAGE), makeItem);
    list.append(...next);
    shown += next.length;
    more.textContent = word("more", { n: Math.min(PAGE, items.length - shown) });
    more.hidden = shown >= items.length;
    if (moveFocus) next[0]?.querySelector("button")?.focus();
  }
  grow(false);
  return [list, more];
}

const eventList = (model, rows, page) => pagedList("ol", "events", rows, (row) => listItem(model, row, page));

function listItem(model, row, page) {
  const spot = model.spot[row],
    status = valueOf(model, "status", row);
  const button = el(
    "button",
    {
      type: "button",
      "data-row": row,
      "aria-current": page.selected() === row ? "true" : null,
      onclick: () => page.openEvent(row),
    },
    symbolIcon(lookOf(model, row), 18),
    el("span", { class: "what" }, typeLabel(model, row)),
    el("span", { class: "where" }, placeTitle(model, spot)),
    el(
      "span",
      { class: "when" },
      [dateLabel(model, row, SHORT_DAY), placeAbove(model, spot), statusShort(status)].filter(Boolean).join(" · "),
    ),
  );
  return el("li", {}, button);
}

const statusShort = (status) => (status === "reported" ? "" : word(`status_short.${status}`).toLowerCase());

/** Visible events inside the bounds, newest first; areas count when their label or outline is inside. */
function rowsInView(model, result, bounds, areas) {
  const west = worldX(bounds.getWest()),
    east = worldX(bounds.getEast()),
    north = worldY(bounds.getNorth()),
    south = worldY(bounds.getSouth());
  const inside = new Uint8Array(model.spots.n);
  for (let row = 0; row < model.spots.n; row++) {
    if (!result.spotCount[row]) continue;
    if (model.spots.drawn[row] === POINT) inside[row] = within(model.spots.x[row], model.spots.y[row]);
    else if (model.spots.drawn[row] === AREA) inside[row] = touches(areas[model.spots.area[row]]);
  }
  function within(x, y) {
    return x >= west && x <= east && y >= north && y <= south ? 1 : 0;
  }
  function touches(area) {
    if (within(area.x, area.y)) return 1;
    return area.lines.some(
      (line) => line.east >= west && line.west <= east && line.south >= north && line.north <= south,
    )
      ? 1
      : 0;
  }
  return result.rows.filter((row) => inside[model.spot[row]]);
}

/** Show the events tab anew; focus and scrolling stay where they were. */
function showList(model, state, result, rows, page) {
  const tab = byId("tab-events"),
    scrolled = tab.scrollTop;
  const focused = tab.contains(document.activeElement) ? document.activeElement.dataset.row : null;
  drawList(model, state, result, rows, page);
  tab.scrollTop = scrolled;
  if (focused) document.querySelector(`#list [data-row="${focused}"]`)?.focus({ preventScroll: true });
}

/** A group that was clicked, or what is in view. */
function drawList(model, state, result, rows, page) {
  const box = byId("list");
  if (state.group) {
    const head = el(
      "div",
      { class: "group" },
      el("button", { type: "button", class: "back", onclick: () => page.closeGroup() }, `‹ ${word("back")}`),
      el("h2", {}, state.group.title, " ", el("span", { class: "count" }, formatNumber(state.group.rows.length))),
    );
    return fill(box, head, eventList(model, state.group.rows, page));
  }
  const outside = drawnCount(model, result) - rows.length;
  const all =
    outside > 0
      ? el(
          "button",
          { type: "button", class: "more", onclick: () => page.showAll() },
          word("outside", { n: formatNumber(outside) }),
        )
      : null;
  if (rows.length) return fill(box, eventList(model, rows, page), all);
  return fill(box, el("p", { class: "empty" }, word(result.shown ? "none_in_view" : "none_at_all")), all);
}

/** How many visible events have a place on the map. */
function drawnCount(model, result) {
  let count = 0;
  for (let row = 0; row < model.spots.n; row++)
    if (model.spots.drawn[row] === POINT || model.spots.drawn[row] === AREA) count += result.spotCount[row];
  return count;
}
