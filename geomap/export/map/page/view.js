// Moving the map and showing the chosen event.

const FEW = 25,
  BULK = 0.94; // a map of more events opens on the bulk of them, not on the farthest
const UKRAINE = [
  [44.2, 22.1],
  [52.4, 40.3],
];

function drawDetail(focus, before) {
  document.body.classList.toggle("with-detail", app.state.event >= 0);
  if (app.state.event >= 0) {
    showDetail(app.model, app.state.event, page);
    if (focus) byId("detail").focus({ preventScroll: true });
    return;
  }
  byId("detail").hidden = true;
  if (before >= 0) document.querySelector(`[data-row="${before}"]`)?.focus();
}

/** Show the event before or after in the list. */
function neighbour(by) {
  const list = app.state.group ? app.state.group.rows : app.rows,
    at = list.indexOf(app.state.event);
  const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
  if (next !== undefined) set({ event: next }, { reveal: true, focus: true });
}

/** Move the map so that the event is seen beside the panel. */
function revealEvent(row) {
  const spot = app.model.spot[row],
    drawn = app.model.spots.drawn[spot];
  if (drawn !== POINT && drawn !== AREA) return;
  const at =
    drawn === POINT
      ? [app.model.spots.lat(spot), app.model.spots.lon(spot)]
      : app.model.areas[app.model.spots.area[spot]].label;
  const size = app.map.getSize(),
    point = app.map.latLngToContainerPoint(at),
    free = freeWidth(size);
  const centred = point.x > 40 && point.x < free.x - 40 && point.y > 40 && point.y < free.y - 40;
  if (centred) return;
  const zoom = app.map.getZoom(),
    centre = app.map.project(at, zoom).add([(size.x - free.x) / 2, (size.y - free.y) / 2]);
  app.map.setView(app.map.unproject(centre, zoom), zoom, { animate: !stillness() });
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
      el("b", {}, areaName(app.model.areas[hit.area])),
      el("br"),
      word(`where_words.${app.model.areas[hit.area].where}`),
    );
  else if (hit.stack.total > 1)
    tip.replaceChildren(
      el("b", {}, word("events_here", { n: formatNumber(hit.stack.total) })),
      hit.stack.spots.length === 1 ? ` ${placeTitle(app.model, hit.stack.spots[0])}` : "",
    );
  else
    tip.replaceChildren(
      el("b", {}, typeLabel(app.model, top)),
      ` ${placeTitle(app.model, app.model.spot[top])}`,
      el("br"),
      dateLabel(app.model, top, SHORT_DAY),
      el("br"),
      statusWords(app.model, top),
    );
  const right = point.x > app.map.getSize().x - 260;
  tip.style.transform = `translate(${Math.round(point.x + (right ? -14 : 14))}px, ${Math.round(point.y + 14)}px)${right ? " translateX(-100%)" : ""}`;
}

function openSheet(open) {
  document.body.classList.toggle("sheet-open", open);
  byId("sheet").setAttribute("aria-expanded", String(open));
}

function openView() {
  if (app.state.view)
    return app.map.setView([app.state.view.lat, app.state.view.lon], app.state.view.zoom, { animate: false });
  return fit(app.overlay.visibleBounds(app.result.shown >= FEW ? BULK : 1), false);
}

function fit(bounds, animate) {
  const left = byId("key").open ? byId("key").offsetWidth + 12 : 20;
  app.map.fitBounds(bounds ? bounds.pad(0.04) : UKRAINE, {
    animate,
    maxZoom: 9,
    paddingTopLeft: [Math.max(60, Math.min(left, app.map.getSize().x / 3)), 30],
    paddingBottomRight: [40, 30],
  });
}
