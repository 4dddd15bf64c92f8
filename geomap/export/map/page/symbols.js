// How an event looks: shape and colour tell the family, the filling tells how sure it is.

const INK = "#1d2733";
const PAPER = "#ffffff";
const SHAPES = {
  // corners in a unit circle
  square: [
    [-0.82, -0.82],
    [0.82, -0.82],
    [0.82, 0.82],
    [-0.82, 0.82],
  ],
  triangle: [
    [0, -1.05],
    [0.98, 0.75],
    [-0.98, 0.75],
  ],
  "inverted-triangle": [
    [0, 1.05],
    [0.98, -0.75],
    [-0.98, -0.75],
  ],
  diamond: [
    [0, -1.12],
    [1.05, 0],
    [0, 1.12],
    [-1.05, 0],
  ],
  pentagon: [
    [0, -1.05],
    [1, -0.32],
    [0.62, 0.85],
    [-0.62, 0.85],
    [-1, -0.32],
  ],
  cross: [
    [-0.38, -1],
    [0.38, -1],
    [0.38, -0.38],
    [1, -0.38],
    [1, 0.38],
    [0.38, 0.38],
    [0.38, 1],
    [-0.38, 1],
    [-0.38, 0.38],
    [-1, 0.38],
    [-1, -0.38],
    [-0.38, -0.38],
  ],
};

/** What an event's filling is: solid, hollow (one side's claim), half (disputed), slash (denied); dashed: did not happen. */
function lookOf(model, row) {
  const status = valueOf(model, "status", row);
  const fill = { claimed: "hollow", disputed: "half", denied: "slash" }[status] || "solid";
  return {
    ...familyOf(model, row),
    fill,
    dashed: HIDDEN_MODALITIES.includes(valueOf(model, "modality", row)),
  };
}

function tracePath(context, shape, x, y, radius) {
  context.beginPath();
  if (!SHAPES[shape]) context.arc(x, y, radius * 0.92, 0, 2 * Math.PI);
  else SHAPES[shape].forEach(([dx, dy], i) => context[i ? "lineTo" : "moveTo"](x + dx * radius, y + dy * radius));
  context.closePath();
}

/** Draw a symbol: a white casing, the filling, and a dark rim so that light colours stand out too. */
function drawSymbol(context, x, y, radius, look) {
  tracePath(context, look.shape, x, y, radius);
  context.lineJoin = "round";
  context.setLineDash([]);
  context.lineWidth = 4.5;
  context.strokeStyle = PAPER;
  context.stroke();
  const hollow = look.fill !== "solid" || look.dashed || look.shape === "ring";
  context.fillStyle = hollow ? PAPER : look.colour;
  context.fill();
  if (look.fill === "half" && !look.dashed) fillHalf(context, x, y, radius, look);
  tracePath(context, look.shape, x, y, hollow ? radius * 0.88 : radius);
  context.setLineDash(look.dashed ? [2.5, 2] : []);
  context.lineWidth = hollow ? 2.4 : 1;
  context.strokeStyle = hollow ? look.colour : "rgba(29, 39, 51, 0.65)";
  context.stroke();
  context.setLineDash([]);
  if (hollow) rim(context, x, y, radius, look);
  if (look.fill === "slash") slash(context, x, y, radius);
}

function rim(context, x, y, radius, look) {
  tracePath(context, look.shape, x, y, radius * 1.12);
  context.lineWidth = 0.6;
  context.strokeStyle = "rgba(29, 39, 51, 0.45)";
  context.stroke();
}

function fillHalf(context, x, y, radius, look) {
  context.save();
  context.clip();
  context.fillStyle = look.colour;
  context.fillRect(x - 2 * radius, y - 2 * radius, 2 * radius, 4 * radius);
  context.restore();
}

function slash(context, x, y, radius) {
  context.beginPath();
  context.moveTo(x - radius * 1.1, y + radius * 1.1);
  context.lineTo(x + radius * 1.1, y - radius * 1.1);
  context.lineWidth = 1.8;
  context.strokeStyle = INK;
  context.stroke();
}

/** Draw a stack of events: a ring with the mix of families around their number. */
function drawStack(context, x, y, radius, counts, families, total) {
  context.beginPath();
  context.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  context.fillStyle = PAPER;
  context.fill();
  context.lineWidth = 0.8;
  context.strokeStyle = "rgba(29, 39, 51, 0.4)";
  context.stroke();
  let angle = -Math.PI / 2;
  const width = Math.max(3.2, radius * 0.27);
  context.lineWidth = width;
  families.forEach((family, i) => {
    if (!counts[i]) return;
    const turn = (counts[i] / total) * 2 * Math.PI;
    context.beginPath();
    context.arc(x, y, radius - width / 2, angle, angle + turn);
    context.strokeStyle = family.colour;
    context.stroke();
    angle += turn;
  });
  const text = total > 9999 ? `${Math.round(total / 1000)}k` : String(total);
  context.fillStyle = INK;
  context.font = `600 ${Math.max(10, Math.min(14, radius * 0.82))}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5);
}

const stackRadius = (total) => Math.min(32, 9.5 + 3.1 * Math.log2(total));

/** Draw arrowheads that point inward from four sides: towards this place, from where is not told. */
function drawTowards(context, x, y, radius, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.lineJoin = "round";
  for (let quarter = 0; quarter < 4; quarter++) {
    const angle = (quarter * Math.PI) / 2 + Math.PI / 4,
      dx = Math.cos(angle),
      dy = Math.sin(angle);
    const tipX = x + dx * (radius + 4),
      tipY = y + dy * (radius + 4);
    context.beginPath();
    context.moveTo(tipX + dx * 6 - dy * 4.5, tipY + dy * 6 + dx * 4.5);
    context.lineTo(tipX, tipY);
    context.lineTo(tipX + dx * 6 + dy * 4.5, tipY + dy * 6 - dx * 4.5);
    context.stroke();
  }
}

/** Return a hatch of slanting lines as a pattern that repeats every `step` pixels. */
function hatch(colour, step = 9) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = step * 2;
  const context = tile.getContext("2d");
  context.scale(2, 2);
  context.strokeStyle = colour;
  context.lineWidth = 1.1;
  context.beginPath();
  for (const shift of [-step, 0, step]) {
    context.moveTo(shift - 1, step + 1);
    context.lineTo(shift + step + 1, -1);
  }
  context.stroke();
  return tile;
}

const pictures = new Map(); // one image for each look, shared by all list items

/** Return a small picture of a symbol for lists and keys; it says nothing to a screen reader. */
function symbolIcon(look, size = 16) {
  const { shape, colour, fill = "solid", dashed = false, draw } = look;
  const key = draw ? draw : [shape, colour, fill, dashed, size].join();
  if (!pictures.has(key))
    pictures.set(
      key,
      picture(
        draw || ((context) => drawSymbol(context, size / 2, size / 2, size * 0.34, { shape, colour, fill, dashed })),
        size,
      ),
    );
  return el("img", { class: "icon", src: pictures.get(key), width: size, height: size, alt: "" });
}

function picture(draw, size) {
  const ratio = Math.max(3, window.devicePixelRatio || 1);
  const canvas = el("canvas", { width: size * ratio, height: size * ratio });
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  draw(context, size);
  return canvas.toDataURL();
}
