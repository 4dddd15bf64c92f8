// Events known only to an area, a line or an axis: a hatch over all of it, and a label with their number.

/** Unpack the outlines of the areas. */
function readAreas(areas) {
  return areas.map((area) => ({
    ...area,
    x: worldX(area.label[1]),
    y: worldY(area.label[0]),
    lines: area.kind === "polygon" ? unpackPolygons(area.parts) : (area.parts || []).map((line) => unpackLine(line)),
  }));
}

/** Count the visible events of each area: {total, counts by family, top}. */
function areaTallies(model, result) {
  const nf = model.families.length;
  const tallies = model.areas.map(() => ({ total: 0, counts: new Uint32Array(nf), top: -1 }));
  for (let row = 0; row < model.spots.n; row++) {
    const area = model.spots.area[row];
    if (area < 0 || !result.spotCount[row]) continue;
    const tally = tallies[area];
    tally.total += result.spotCount[row];
    tally.top = Math.max(tally.top, result.spotTop[row]);
    for (let f = 0; f < nf; f++) tally.counts[f] += result.spotFamilies[row * nf + f];
  }
  return tallies;
}

const patterns = new Map();

function patternOf(context, colour, view) {
  if (!patterns.has(colour)) patterns.set(colour, hatch(colour));
  const pattern = context.createPattern(patterns.get(colour), "repeat");
  pattern.setTransform(new DOMMatrix().translate(-(view.left % 9), -(view.top % 9)).scale(0.5)); // stays put on the ground
  return pattern;
}

const HATCH = "#4a5a6a"; // one colour for all, so that areas that overlap do not mix; the label has the family's
const WIDE_M = 60000;

/** Tell whether the area is so wide that its hatch would hide the rest: a country, a river's whole length. */
const isWide = (area) => area.where === "country" || (area.kind === "disc" && area.radius_m > WIDE_M);

/** Paint hatch and outline of every area with events; `lit` is the area under the pointer or selected. */
function drawAreas(context, view, areas, tallies, families, lit) {
  areas.forEach((area, i) => {
    if (tallies[i].total && i !== lit && !isWide(area))
      drawArea(context, view, area, HATCH, { fill: "0d", hatch: "2e", line: "78" });
  });
  if (lit >= 0 && tallies[lit].total)
    drawArea(context, view, areas[lit], families[largest(tallies[lit].counts)].colour, {
      fill: "1c",
      hatch: "66",
      line: "ff",
    });
}

function drawArea(context, view, area, colour, alpha) {
  if (area.kind === "line") return strokeBand(context, view, area, colour + alpha.hatch);
  traceArea(context, view, area);
  context.fillStyle = colour + alpha.fill;
  context.fill("evenodd");
  if (!fillsView(area, view)) {
    context.fillStyle = patternOf(context, colour + alpha.hatch, view);
    context.fill("evenodd");
  }
  context.setLineDash(area.kind === "disc" ? [5, 4] : []);
  context.lineWidth = alpha.line === "ff" ? 2 : 1;
  context.strokeStyle = colour + alpha.line;
  context.stroke();
  context.setLineDash([]);
}

/** How wide the area is on the screen, in pixels. */
function widthOnScreen(area, view) {
  if (area.kind === "disc") return 2 * area.radius_m * pixelsPerMetre(area.y, view.zoom);
  const west = Math.min(...area.lines.map((line) => line.west)),
    east = Math.max(...area.lines.map((line) => line.east));
  return (east - west) * view.scale;
}

/** Tell whether so little of the area is in the view that its hatch would only be noise. */
const fillsView = (area, view) => area.kind === "polygon" && widthOnScreen(area, view) > 1.8 * view.width;

function traceArea(context, view, area) {
  if (area.kind === "polygon") return traceLines(context, area.lines, view, true);
  context.beginPath();
  context.arc(
    area.x * view.scale - view.left,
    area.y * view.scale - view.top,
    area.radius_m * pixelsPerMetre(area.y, view.zoom),
    0,
    2 * Math.PI,
  );
}

function strokeBand(context, view, area, colour) {
  traceLines(context, area.lines, view, false);
  context.lineWidth = Math.max(5, 2 * area.radius_m * pixelsPerMetre(area.y, view.zoom));
  context.lineCap = "butt";
  context.strokeStyle = colour;
  context.stroke();
  context.lineWidth = 1.5;
  context.stroke();
}

function largest(counts) {
  let best = 0;
  counts.forEach((count, i) => {
    if (count > counts[best]) best = i;
  });
  return best;
}

/** Find room for the labels, most events first; returns boxes [left, top, right, bottom, with name, area]. */
function areaLabels(context, view, areas, tallies, avoid) {
  const taken = avoid.slice(),
    order = areas.map((_, i) => i).filter((i) => tallies[i].total);
  order.sort((a, b) => tallies[b].total - tallies[a].total || a - b);
  return order
    .map((i) => [labelBox(context, view, areas[i], tallies[i], taken), i])
    .filter(([box]) => box)
    .map(([box, i]) => [...box, i]);
}

const SHIFTS = [
  [0, 0],
  [0, -1],
  [0, 1],
  [-0.6, -1],
  [0.6, -1],
  [-0.6, 1],
  [0.6, 1],
  [-1, 0],
  [1, 0],
  [0, -2],
  [0, 2],
  [-1.2, -2],
  [1.2, -2],
  [-1.2, 2],
  [1.2, 2],
  [-2, 0],
  [2, 0],
];
const NAMED_FROM = 0.55,
  NAMED_FROM_ON_PHONE = 1; // an area has its name on the label when it is at least this much of the label's width

/** Find a free place near the area's middle: with the name, else with the number only; null without any. */
function labelBox(context, view, area, tally, taken) {
  const x = area.x * view.scale - view.left,
    y = area.y * view.scale - view.top;
  if (x < -80 || y < -20 || x > view.width + 80 || y > view.height + 20) return null;
  context.font = `600 11.5px ${FAMILY}`;
  const number = context.measureText(String(tally.total)).width + 38,
    full = number + context.measureText(areaName(area)).width + 6;
  const widths =
    widthOnScreen(area, view) > (view.width < 600 ? NAMED_FROM_ON_PHONE : NAMED_FROM) * full
      ? [full, number]
      : [number];
  for (const width of widths)
    for (const [dx, dy] of SHIFTS) {
      const left = x - width / 2 + dx * Math.min(width, 90),
        top = y - 11 + dy * 25;
      if (claim(taken, left, top, left + width, top + 22)) return [left, top, left + width, top + 22, width === full];
    }
  return null; // no room: the hatch still answers a click, and zooming in makes room
}

function areaName(area) {
  const name = (language === "uk" && area.uk) || area.name;
  return area.axis && !/direction|axis|напрям/i.test(name) ? word("axis_name", { name }) : name;
}

/** Print a label: a square of the family's hatch, the name, the number of events. */
function printAreaLabel(context, [left, top, right, bottom, named], area, tally, families, strong) {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, 4);
  context.fillStyle = strong ? INK : "rgba(255, 255, 255, 0.94)";
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = "rgba(29, 39, 51, 0.45)";
  context.stroke();
  const middle = (top + bottom) / 2 + 0.5;
  context.drawImage(patternIcon(families[largest(tally.counts)].colour), left + 6, middle - 5.5, 11, 11);
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.font = `500 11.5px ${FAMILY}`;
  context.fillStyle = strong ? PAPER : INK;
  if (named) context.fillText(areaName(area), left + 22, middle);
  context.textAlign = "right";
  context.font = `700 11.5px ${FAMILY}`;
  context.fillText(String(tally.total), right - 8, middle);
}

const icons = new Map();

function patternIcon(colour) {
  if (!icons.has(colour)) icons.set(colour, hatchSquare(colour));
  return icons.get(colour);
}

/** A square of hatch with a rim, 22 pixels. */
function hatchSquare(colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 22;
  const context = tile.getContext("2d");
  context.fillStyle = `${colour}22`;
  context.fillRect(0, 0, 22, 22);
  context.fillStyle = context.createPattern(hatch(colour, 5), "repeat");
  context.fillRect(0, 0, 22, 22);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.strokeRect(1, 1, 20, 20);
  return tile;
}
