// The bundled outlines and the names on them.

const GROUND = {
  land: "#efece5",
  ukraine: "#faf8f4",
  water: "#d3dfe6",
  river: "#a9c3d1",
  border: "#8d8778",
  unit: "#c9c3b6",
  coast: "#9db4c0",
};
const TOWN_FROM_ZOOM = [4.5, 5.5, 6.75, 7.75, 8.5, 9.5, 10.5]; // by rank of settlements.py
const TOWN_FONT = ["600 13.5px", "600 12.5px", "500 12px", "11.5px", "11px", "11px", "10.5px"];
const LABEL_STYLE = {
  country: { font: "600 12.5px", colour: "#8b8576", spaced: true },
  sea: { font: "italic 12.5px", colour: "#7b97a6" },
  river: { font: "italic 11px", colour: "#6f93a6" },
  unit: { font: "500 11px", colour: "#a39c8c", spaced: true },
};
const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Unpack the outlines once. */
function readBase(base) {
  const lines = (name) => base[name].map((line) => unpackLine(line, BASE_UNITS));
  const polygons = (name) => unpackPolygons(base[name], BASE_UNITS);
  return {
    world: polygons("world"),
    land: polygons("land"),
    ukraine: polygons("ukraine"),
    lakes: polygons("lakes"),
    rivers: lines("rivers"),
    streams: lines("streams"),
    unit: lines("unit"),
    border: lines("border"),
    coast: lines("coast"),
    labels: base.label.map((label) => ({ ...label, x: worldX(label.lon), y: worldY(label.lat) })),
  };
}

/** Unpack the names of settlements, larger ones first. */
function readTowns(towns) {
  const rank = unpackCodes(towns.rank),
    lat = unpackNumbers(towns.lat),
    lon = unpackNumbers(towns.lon);
  return Array.from(rank, (number, i) => ({
    rank: number,
    x: worldX(lon[i] / PACKED_UNITS),
    y: worldY(lat[i] / PACKED_UNITS),
    en: towns.en[i],
    uk: towns.uk[i] || towns.en[i],
  }));
}

/** Paint land, water and borders. */
function drawBase(context, view, base) {
  const fill = (lines, colour) => {
    traceLines(context, lines, view, true);
    context.fillStyle = colour;
    context.fill("evenodd");
  };
  const stroke = (lines, colour, width, dash = []) => {
    traceLines(context, lines, view, false);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  };
  context.lineJoin = "round";
  fill(base.world, GROUND.land);
  fill(base.land, GROUND.land);
  fill(base.ukraine, GROUND.ukraine);
  fill(base.lakes, GROUND.water);
  if (view.zoom >= 7.5) stroke(base.streams, GROUND.river, 0.8);
  stroke(base.rivers, GROUND.river, view.zoom < 6 ? 0.8 : view.zoom < 9 ? 1.3 : 2);
  stroke(base.unit, GROUND.unit, view.zoom < 6 ? 0.5 : 0.9, [3, 2.5]);
  stroke(base.coast, GROUND.coast, 0.8);
  stroke(base.border, GROUND.border, view.zoom < 6 ? 0.9 : 1.4);
}

/** Paint the sea too. */
function drawGround(context, view, base) {
  context.fillStyle = GROUND.water;
  context.fillRect(0, 0, view.width, view.height);
  drawBase(context, view, base);
}

/** Print names so that none lies over another, a box of `taken` or a mark {x, y, r}; a town under a mark has its name beside it. */
function drawNames(context, view, base, towns, marks, taken) {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const boxes = [...taken, ...marks.map(({ x, y, r }) => [x - r, y - r, x + r, y + r])];
  for (const label of base.labels)
    if (view.zoom >= label.zoom && view.zoom < 11) printLabel(context, view, label, boxes);
  for (const town of towns) {
    if (view.zoom < TOWN_FROM_ZOOM[town.rank]) break;
    printTown(context, view, town, boxes, marks);
  }
}

function printLabel(context, view, label, boxes) {
  const x = label.x * view.scale - view.left,
    y = label.y * view.scale - view.top;
  if (x < 0 || y < 0 || x > view.width || y > view.height) return;
  const style = LABEL_STYLE[label.kind],
    text = style.spaced ? label[language].toUpperCase() : label[language];
  context.font = `${style.font} ${FAMILY}`;
  if ("letterSpacing" in context) context.letterSpacing = style.spaced ? "1.5px" : "0.4px";
  const width = context.measureText(text).width;
  if (claim(boxes, x - width / 2, y - 8, x + width / 2, y + 8)) {
    context.textAlign = "center";
    halo(context, text, x, y, style.colour);
  }
  if ("letterSpacing" in context) context.letterSpacing = "0px";
}

function printTown(context, view, town, boxes, marks) {
  const x = town.x * view.scale - view.left,
    y = town.y * view.scale - view.top;
  if (x < -20 || y < 0 || x > view.width || y > view.height) return;
  const text = town[language],
    over = marks.find((mark) => (mark.x - x) ** 2 + (mark.y - y) ** 2 < (mark.r + 3) ** 2);
  context.font = `${TOWN_FONT[town.rank]} ${FAMILY}`;
  const width = context.measureText(text).width,
    left = over ? over.x + over.r + 5 : x + 8,
    line = over ? over.y : y;
  if (!claim(boxes, left - (over ? 2 : 11), line - 8, left + width + 2, line + 8)) return;
  if (!over) {
    context.beginPath();
    context.arc(x, y, town.rank < 2 ? 2.6 : town.rank < 4 ? 2 : 1.5, 0, 2 * Math.PI);
    context.fillStyle = town.rank < 2 ? "#4d5661" : "#7b838c";
    context.fill();
  }
  context.textAlign = "left";
  halo(context, text, left, line, town.rank < 3 ? "#38424d" : "#5c6671");
}

function halo(context, text, x, y, colour) {
  context.lineWidth = 3;
  context.strokeStyle = "rgba(250, 248, 244, 0.9)";
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** Take the box if it is free. */
function claim(boxes, left, top, right, bottom) {
  for (const box of boxes) if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1]) return false;
  boxes.push([left, top, right, bottom]);
  return true;
}
