// One event or one stack on the map: its symbol, the circle it lies in, the line to the place it is counted from.

const SYMBOL = 7; // pixels, half the width of one event's symbol
const DISC_FROM_ZOOM = 8;

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
  const image = units && stack.total === 1 ? model.unitImages[valueOf(model, "unit", stack.top)] : null;
  if (image?.complete && image.naturalWidth)
    context.drawImage(image, x - image.naturalWidth / 2, y - image.naturalHeight / 2);
  else if (stack.total === 1) drawSymbol(context, x, y, r, lookOf(model, stack.top));
  else drawStack(context, x, y, r, stack.counts, model.families, stack.total);
}
