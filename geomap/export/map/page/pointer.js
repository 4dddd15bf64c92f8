// What lies under the pointer, and what a click on it does.

const DEEPEST_ZOOM = 14; // beyond it a click on a stack lists its events

/** Tell the page what the reader points at and clicks. */
function listenToPointer() {
  scene.map.on("mousemove", pointer);
  scene.map.on("mouseout", () => pointer({ containerPoint: L.point(-99, -99) }));
  scene.map.on("click", click);
}

/** What lies at a point of the map's window: a mark, an area's label, or an area. */
function at(point, withAreas) {
  if (!scene.top._bounds) return null;
  const { x, y } = scene.map.containerPointToLayerPoint(point).subtract(scene.top._bounds.min);
  for (let i = scene.marks.length - 1; i >= 0; i--) {
    const mark = scene.marks[i];
    if ((mark.x - x) ** 2 + (mark.y - y) ** 2 <= (mark.r + 4) ** 2) return { stack: mark.stack };
  }
  const label = scene.labels.find(([left, t, right, bottom]) => x >= left && x <= right && y >= t && y <= bottom);
  if (label) return { area: label[5] };
  const inside = withAreas ? areaAt(x, y) : -1;
  return inside >= 0 ? { area: inside } : null;
}

/** The area under a point; of several the one with smaller kind wins. */
function areaAt(x, y) {
  const context = scene.top._container.getContext("2d"),
    view = viewOf(scene.map, scene.top._bounds, scene.map.getZoom());
  const order = ["admin3", "linear", "admin2", "admin1"];
  let best = -1;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  scene.areas.forEach((area, i) => {
    if (!scene.tallies[i].total || area.where === "country" || area.kind === "line") return;
    traceArea(context, view, area);
    if (!context.isPointInPath(x, y, "evenodd")) return;
    if (best < 0 || order.indexOf(area.where) < order.indexOf(scene.areas[best].where)) best = i;
  });
  context.restore();
  return best;
}

function pointer(event) {
  const hit = at(event.containerPoint, false);
  const stack = hit?.stack ?? null,
    area = hit?.area ?? -1;
  if (stack !== scene.litStack || area !== scene.litArea) {
    scene.litStack = stack;
    scene.litArea = area;
    scene.map.getContainer().style.cursor = hit ? "pointer" : "";
    scene.top.repaint();
  }
  scene.page.hover(hit, event.containerPoint);
}

function click(event) {
  const hit = at(event.containerPoint, true);
  if (!hit) return scene.page.openNothing();
  if (hit.area !== undefined)
    return scene.page.openGroup(
      eventsWhere((spot) => scene.model.spots.area[spot] === hit.area),
      areaName(scene.areas[hit.area]),
    );
  if (hit.stack.total === 1) return scene.page.openEvent(hit.stack.top);
  const bounds = boundsOf(hit.stack.spots);
  if (hit.stack.spots.length > 1 && scene.map.getZoom() < DEEPEST_ZOOM && apart(bounds, DEEPEST_ZOOM))
    return scene.map.fitBounds(bounds, { padding: [60, 60], maxZoom: DEEPEST_ZOOM, animate: !stillness() });
  const spots = new Set(hit.stack.spots);
  return scene.page.openGroup(
    eventsWhere((spot) => spots.has(spot)),
    placeName(scene.model, scene.model.spot[hit.stack.top]),
  );
}

/** Visible events whose spot passes, newest first. */
function eventsWhere(passes) {
  return scene.result.rows.filter((row) => passes(scene.model.spot[row]));
}

function boundsOf(spots) {
  const bounds = L.latLngBounds([]);
  for (const row of spots) bounds.extend([scene.model.spots.lat(row), scene.model.spots.lon(row)]);
  return bounds;
}

/** Tell whether zooming in will part what lies in the bounds. */
function apart(bounds, zoom) {
  const width = worldX(bounds.getEast()) - worldX(bounds.getWest());
  const height = worldY(bounds.getSouth()) - worldY(bounds.getNorth());
  return Math.max(width, height) * worldPixels(zoom) > reachAt(zoom);
}
