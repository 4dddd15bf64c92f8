// Spots that would overlap at this zoom become one stack. Same spots, same zoom: same stacks.

const REACH = [
  [5, 46],
  [7, 42],
  [9, 34],
  [11, 26],
  [22, 18],
]; // up to this zoom, spots within so many pixels join

/** How near two spots may lie before they join, in pixels. */
function reachAt(zoom) {
  return REACH.find(([limit]) => zoom <= limit)[1];
}

/**
 * Group the spots with events. The first free spot (spots are in a fixed order) takes every free spot within reach.
 * Returns stacks {x, y, total, counts by family, top: newest event, spots: rows}; x, y are world positions.
 */
function stacksOf(model, result, zoom) {
  const { spots } = model,
    reach = reachAt(zoom) / worldPixels(zoom),
    cells = new Map();
  const rows = [];
  for (let row = 0; row < spots.n; row++) {
    if (spots.drawn[row] !== POINT || !result.spotCount[row]) continue;
    rows.push(row);
    const key = cellKey(spots.x[row], spots.y[row], reach);
    if (cells.has(key)) cells.get(key).push(row);
    else cells.set(key, [row]);
  }
  const taken = new Uint8Array(spots.n),
    stacks = [];
  for (const row of rows) if (!taken[row]) stacks.push(stackFrom(model, result, row, reach, cells, taken));
  return stacks.sort((a, b) => a.top - b.top);
}

const CELLS = 1 << 22; // cells in a row; more than the world has at any zoom used
const cellKey = (x, y, size) => Math.floor(x / size) * CELLS + Math.floor(y / size);

function stackFrom(model, result, seed, reach, cells, taken) {
  const { spots } = model,
    nf = model.families.length;
  const stack = { x: 0, y: 0, total: 0, counts: new Uint32Array(nf), top: -1, spots: [] };
  const column = Math.floor(spots.x[seed] / reach),
    line = Math.floor(spots.y[seed] / reach);
  for (let i = column - 1; i <= column + 1; i++)
    for (let j = line - 1; j <= line + 1; j++) {
      const cell = cells.get(i * CELLS + j);
      if (!cell) continue;
      let kept = 0;
      for (const row of cell) {
        if (taken[row]) continue;
        const dx = spots.x[row] - spots.x[seed],
          dy = spots.y[row] - spots.y[seed];
        if (dx * dx + dy * dy > reach * reach) cell[kept++] = row;
        else join(stack, model, result, row, taken);
      }
      cell.length = kept;
    }
  stack.x /= stack.total;
  stack.y /= stack.total;
  return stack;
}

function join(stack, model, result, row, taken) {
  const count = result.spotCount[row],
    nf = stack.counts.length;
  taken[row] = 1;
  stack.spots.push(row);
  stack.total += count;
  stack.x += model.spots.x[row] * count;
  stack.y += model.spots.y[row] * count;
  if (result.spotTop[row] > stack.top) stack.top = result.spotTop[row];
  for (let f = 0; f < nf; f++) stack.counts[f] += result.spotFamilies[row * nf + f];
}
