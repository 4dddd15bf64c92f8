// The two canvases of the map: the ground below, and above it names, areas, discs and symbols; what lies under the pointer.

const SYMBOL = 7; // pixels, half the width of one event's symbol
const DISC_FROM_ZOOM = 8;
const DEEPEST_ZOOM = 14; // beyond it a click on a stack lists its events

/** Put the canvases on the map. `page` is told what the reader points at and clicks. */
function makeOverlay(map, model, page) {
  const base = readBase(model.core.base),
    towns = readTowns(model.core.towns),
    areas = readAreas(model.areas);
  const control = readControl(model.core.control);
  model.core.base = model.core.towns = null; // unpacked: let the memory go
  for (const [name, index] of [
    ["ground", 150],
    ["events", 450],
  ]) {
    map.createPane(name).style.zIndex = index;
    map.getPane(name).style.pointerEvents = "none";
  }
  const scene = {
    stacks: [],
    stackZoom: NaN,
    tallies: [],
    marks: [],
    labels: [],
    litArea: -1,
    litStack: null,
    result: null,
    state: null,
  };
  const ground = canvasLayer("ground", (context, view) => drawBase(context, view, base)).addTo(map);
  const top = canvasLayer("events", (context, view) => paint(context, view)).addTo(map);

  function paint(context, view) {
    const { state, result } = scene;
    if (!result) return;
    if (isPrinting()) drawGround(context, view, base); // on paper the upper canvas hides the lower one
    if (scene.stackZoom !== view.zoom) {
      scene.stacks = stacksOf(model, result, view.zoom);
      scene.stackZoom = view.zoom;
    }
    const held = controlOn(control, state);
    if (held) drawControl(context, view, held);
    drawAreas(context, view, areas, scene.tallies, model.families, litArea());
    const onScreen = scene.stacks.map((stack) => markOf(stack, view)).filter(Boolean);
    const boxes = onScreen.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
    scene.marks = onScreen;
    scene.labels = areaLabels(context, view, areas, scene.tallies, boxes);
    if (!state.tiles) drawNames(context, view, base, towns, onScreen, scene.labels);
    onScreen.forEach((mark) => drawDisc(context, view, model, mark, isLit(mark)));
    onScreen.forEach((mark) => drawMark(context, model, mark, isLit(mark), state.units));
    for (const box of scene.labels)
      printAreaLabel(context, box, areas[box[5]], scene.tallies[box[5]], model.families, box[5] === litArea());
  }

  const litArea = () => (scene.state.event >= 0 ? model.spots.area[model.spot[scene.state.event]] : scene.litArea);
  const isLit = ({ stack }) =>
    stack === scene.litStack || (scene.state.event >= 0 && stack.spots.includes(model.spot[scene.state.event]));

  /** What lies at a point of the map's window: a mark, an area's label, or an area. */
  function at(point, withAreas) {
    if (!top._bounds) return null;
    const { x, y } = map.containerPointToLayerPoint(point).subtract(top._bounds.min);
    for (let i = scene.marks.length - 1; i >= 0; i--) {
      const mark = scene.marks[i];
      if ((mark.x - x) ** 2 + (mark.y - y) ** 2 <= (mark.r + 4) ** 2) return { stack: mark.stack };
    }
    const label = scene.labels.find(([left, t, right, bottom]) => x >= left && x <= right && y >= t && y <= bottom);
    if (label) return { area: label[5] };
    const inside = withAreas ? areaAt(x, y) : -1;
    return inside >= 0 ? { area: inside } : null;
  }

  /** The area under a point; of several the one with fewest corners in the view wins, which is the smaller kind. */
  function areaAt(x, y) {
    const context = top._container.getContext("2d"),
      view = viewOf(map, top._bounds, map.getZoom());
    const order = ["admin3", "linear", "admin2", "admin1"];
    let best = -1;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    areas.forEach((area, i) => {
      if (!scene.tallies[i].total || area.where === "country" || area.kind === "line") return;
      traceArea(context, view, area);
      if (!context.isPointInPath(x, y, "evenodd")) return;
      if (best < 0 || order.indexOf(area.where) < order.indexOf(areas[best].where)) best = i;
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
      map.getContainer().style.cursor = hit ? "pointer" : "";
      top.repaint();
    }
    page.hover(hit, event.containerPoint);
  }

  function click(event) {
    const hit = at(event.containerPoint, true);
    if (!hit) return page.openNothing();
    if (hit.area !== undefined)
      return page.openGroup(
        eventsWhere((spot) => model.spots.area[spot] === hit.area),
        areaName(areas[hit.area]),
      );
    if (hit.stack.total === 1) return page.openEvent(hit.stack.top);
    const bounds = boundsOf(hit.stack.spots);
    if (hit.stack.spots.length > 1 && map.getZoom() < DEEPEST_ZOOM && apart(hit.stack.spots, DEEPEST_ZOOM))
      return map.fitBounds(bounds, { padding: [60, 60], maxZoom: DEEPEST_ZOOM, animate: !stillness() });
    const spots = new Set(hit.stack.spots);
    return page.openGroup(
      eventsWhere((spot) => spots.has(spot)),
      placeName(model, model.spot[hit.stack.top]),
    );
  }

  /** Visible events whose spot passes, newest first. */
  function eventsWhere(passes) {
    const rows = [];
    for (let i = model.n - 1; i >= 0; i--) if (scene.result.visible[i] && passes(model.spot[i])) rows.push(i);
    return rows;
  }

  function boundsOf(spots) {
    return L.latLngBounds(spots.map((row) => [model.spots.lat(row), model.spots.lon(row)]));
  }

  /** Tell whether zooming in will part the spots. */
  function apart(spots, zoom) {
    const xs = spots.map((row) => model.spots.x[row]),
      ys = spots.map((row) => model.spots.y[row]);
    const width = Math.max(...xs) - Math.min(...xs),
      height = Math.max(...ys) - Math.min(...ys);
    return Math.max(width, height) * worldPixels(zoom) > reachAt(zoom);
  }

  map.on("mousemove", pointer);
  map.on("mouseout", () => pointer({ containerPoint: L.point(-99, -99) }));
  map.on("click", click);
  return {
    ground,
    top,
    areas,
    controlDay: (state) => controlOn(control, state)?.day ?? 0,
    update(result, state) {
      const changed = scene.result !== result;
      Object.assign(scene, { result, state });
      if (changed) {
        scene.tallies = areaTallies(model, result);
        scene.stackZoom = NaN;
      }
      top.repaint();
    },
    /** Bounds of the visible events, areas by their labels; `share` < 1 leaves out the farthest. Null without any. */
    visibleBounds(share) {
      const lats = [],
        lons = [];
      const add = (lat, lon, times) => {
        for (let i = 0; i < Math.min(times, 50); i++) (lats.push(lat), lons.push(lon));
      };
      for (let row = 0; row < model.spots.n; row++)
        if (scene.result.spotCount[row] && model.spots.drawn[row] === POINT)
          add(model.spots.lat(row), model.spots.lon(row), scene.result.spotCount[row]);
      scene.tallies.forEach((tally, i) => tally.total && areas[i].where !== "country" && add(...areas[i].label, 1));
      if (!lats.length) return null;
      const [south, north] = middle(lats, share),
        [west, east] = middle(lons, share);
      return L.latLngBounds([south, west], [north, east]);
    },
  };
}

/** Smallest and largest of the numbers when the same share is cut off at both ends. */
function middle(numbers, share) {
  const sorted = Float64Array.from(numbers).sort(),
    cut = Math.floor((sorted.length * (1 - share)) / 2);
  return [sorted[cut], sorted[sorted.length - 1 - cut]];
}

/** Where a stack is drawn in the view; null when outside. */
function markOf(stack, view) {
  const x = stack.x * view.scale - view.left,
    y = stack.y * view.scale - view.top;
  const r = stack.total === 1 ? SYMBOL : stackRadius(stack.total);
  if (x < -200 || y < -200 || x > view.width + 200 || y > view.height + 200) return null;
  return { x, y, r, stack };
}

/** The circle that surely holds the event, the line to the place it is counted from, and arrows for "towards". */
function drawDisc(context, view, model, { x, y, r, stack }, lit) {
  const spot = stack.spots[0],
    { spots } = model;
  if (stack.spots.length > 1 || (view.zoom < DISC_FROM_ZOOM && !lit)) return;
  const colour = familyOf(model, stack.top).colour;
  const radius = spots.radius[spot] * pixelsPerMetre(spots.y[spot], view.zoom);
  if (radius > r + 3) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = `${colour}${lit ? "24" : "12"}`;
    context.fill();
    context.setLineDash([4, 3]);
    context.lineWidth = lit ? 1.6 : 1;
    context.strokeStyle = `${colour}${lit ? "ff" : "99"}`;
    context.stroke();
    context.setLineDash([]);
  }
  if (spots.anchor[spot]) drawTether(context, view, spots.anchor[spot], x, y);
  if (spots.relation[spot] === "towards") drawTowards(context, x, y, Math.max(r, Math.min(radius, 26)), colour);
}

function drawTether(context, view, [lat, lon], x, y) {
  context.beginPath();
  context.moveTo(worldX(lon) * view.scale - view.left, worldY(lat) * view.scale - view.top);
  context.lineTo(x, y);
  context.setLineDash([2, 3]);
  context.lineWidth = 1.3;
  context.strokeStyle = "rgba(29, 39, 51, 0.7)";
  context.stroke();
  context.setLineDash([]);
}

function drawMark(context, model, { x, y, r, stack }, lit, units) {
  if (lit) {
    context.beginPath();
    context.arc(x, y, r + 5, 0, 2 * Math.PI);
    context.fillStyle = "rgba(255, 255, 255, 0.85)";
    context.fill();
    context.lineWidth = 2.2;
    context.strokeStyle = INK;
    context.stroke();
  }
  const image = units && stack.total === 1 ? model.unitImages[model.unit[stack.top]] : null;
  if (image?.complete && image.naturalWidth)
    context.drawImage(image, x - image.naturalWidth / 2, y - image.naturalHeight / 2);
  else if (stack.total === 1) drawSymbol(context, x, y, r, lookOf(model, stack.top));
  else drawStack(context, x, y, r, stack.counts, model.families, stack.total);
}
