// Who holds what on the last day of the window: the overlay that a user's GeoJSON, or the project's own front, gives.

const CONTROL = {
  RU: { fill: "rgba(176, 58, 46, 0.16)", line: "rgba(146, 43, 33, 0.75)" },
  UA: { fill: "rgba(36, 113, 163, 0.12)", line: "rgba(31, 97, 141, 0.7)" },
  contested: { fill: "rgba(90, 90, 90, 0.34)", line: "rgba(70, 70, 70, 0.7)" },
  unknown: { fill: "rgba(90, 90, 90, 0.16)", line: "rgba(70, 70, 70, 0.45)" },
};

/** Unpack the days of the overlay. */
function readControl(control) {
  if (!control) return null;
  return control.days.map(([day, drawings]) => ({
    day,
    drawings: drawings.map(({ side, polygons, lines }) => ({
      side,
      polygons: unpackPolygons(polygons),
      lines: lines.map((line) => unpackLine(line)),
    })),
  }));
}

/** Return the latest entry of the overlay that is not after `day`; null when all are later, or it is switched off. */
function controlOn(days, state) {
  let found = null;
  if (!days || !state.control) return null;
  for (const entry of days) if (entry.day <= (state.to ?? Infinity)) found = entry;
  return found;
}

function drawControl(context, view, entry) {
  for (const { side, polygons, lines } of entry.drawings) {
    traceLines(context, polygons, view, true);
    context.fillStyle = CONTROL[side].fill;
    context.fill("evenodd");
    context.strokeStyle = CONTROL[side].line;
    context.lineWidth = 1.4;
    context.stroke();
    traceLines(context, lines, view, false);
    context.lineWidth = 2.4;
    context.stroke();
  }
}
