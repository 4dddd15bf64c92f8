// The two canvases of the map: the ground below, and above it names, areas, circles and symbols.

/** What is on the map: the data, the canvases, what was painted last, and what is lit. */
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

/** Put the canvases on the map; `page` is told what the reader points at and clicks. */
function makeOverlay(map, model, page) {
  const { core } = model;
  Object.assign(scene, {
    map,
    model,
    page,
    base: readBase(core.base),
    towns: readTowns(core.towns),
    areas: readAreas(model.areas),
    control: readControl(core.control),
  });
  core.base = core.towns = null; // unpacked: let the memory go
  for (const [name, index] of [
    ["ground", 150],
    ["events", 450],
  ]) {
    map.createPane(name).style.zIndex = index;
    map.getPane(name).style.pointerEvents = "none";
  }
  scene.ground = canvasLayer("ground", (context, view) => drawBase(context, view, scene.base)).addTo(map);
  scene.top = canvasLayer("events", paint).addTo(map);
  listenToPointer();
  return {
    update: updateOverlay,
    visibleBounds,
    areas: scene.areas,
    controlDay: (state) => controlOn(scene.control, state)?.day ?? 0,
  };
}

function updateOverlay(result, state) {
  if (scene.result !== result) {
    scene.tallies = areaTallies(scene.model, result);
    scene.stackZoom = NaN;
  }
  Object.assign(scene, { result, state });
  scene.top.repaint();
}

/** Bounds of the visible events, areas by their labels; `share` < 1 leaves out the farthest. Null without any. */
function visibleBounds(share) {
  const { spots } = scene.model,
    lats = [],
    lons = [];
  const add = (lat, lon, times) => {
    for (let i = 0; i < Math.min(times, 50); i++) {
      lats.push(lat);
      lons.push(lon);
    }
  };
  for (let row = 0; row < spots.n; row++)
    if (scene.result.spotCount[row] && spots.drawn[row] === POINT)
      add(spots.lat(row), spots.lon(row), scene.result.spotCount[row]);
  scene.tallies.forEach((tally, i) => tally.total && !isWide(scene.areas[i]) && add(...scene.areas[i].label, 1));
  if (!lats.length) return null;
  const [south, north] = middle(lats, share),
    [west, east] = middle(lons, share);
  return L.latLngBounds([south, west], [north, east]);
}

/** Smallest and largest of the numbers when the same share is cut off at both ends. */
function middle(numbers, share) {
  const sorted = Float64Array.from(numbers).sort(),
    cut = Math.floor((sorted.length * (1 - share)) / 2);
  return [sorted[cut], sorted[sorted.length - 1 - cut]];
}

/** The event that is open lights its place; else what is under the pointer is lit. */
const openSpot = () => (scene.state.event >= 0 ? scene.model.spot[scene.state.event] : -1);
const litArea = () => (openSpot() >= 0 ? scene.model.spots.area[openSpot()] : scene.litArea);
const isLit = ({ stack }) => stack === scene.litStack || (openSpot() >= 0 && stack.spots.includes(openSpot()));

/** Paint everything above the ground, from the widest to the smallest. */
function paint(context, view) {
  const { state, result } = scene;
  if (!result) return;
  if (isPrinting()) drawGround(context, view, scene.base); // on paper the upper canvas hides the lower one
  if (scene.stackZoom !== view.zoom) {
    scene.stacks = stacksOf(scene.model, result, view.zoom);
    scene.stackZoom = view.zoom;
  }
  const held = controlOn(scene.control, state);
  if (held) drawControl(context, view, held);
  drawAreas(context, view, scene.areas, scene.tallies, scene.model.families, litArea());
  const onScreen = scene.stacks.map((stack) => markOf(stack, view)).filter(Boolean);
  const boxes = onScreen.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  scene.marks = onScreen;
  scene.labels = areaLabels(context, view, scene.areas, scene.tallies, boxes);
  if (!state.tiles) drawNames(context, view, scene.base, scene.towns, onScreen, scene.labels);
  onScreen.forEach((mark) => drawDisc(context, view, scene.model, mark, isLit(mark)));
  onScreen.forEach((mark) => drawMark(context, scene.model, mark, isLit(mark), state.units));
  for (const box of scene.labels)
    printAreaLabel(
      context,
      box,
      scene.areas[box[5]],
      scene.tallies[box[5]],
      scene.model.families,
      box[5] === litArea(),
    );
}
