// Which events pass. Two loops: over all events when a filter changes, over those of the window when it moves.

const PASSES = 1,
  TYPE_OFF = 2; // passes all but the choice of types; 0 does not pass
let lastPassing = null;

/** Return the filter's result: the rows that are visible, newest first, and counts by spot, family and type. */
function applyFilter(model, state, page) {
  const search = searchFor(model, state, page),
    passing = passingFilters(model, state, search),
    [first, stop] = rowsOfWindow(model, state),
    undated = showsUndated(state) ? model.undated : 0;
  const result = {
    passing,
    search,
    rows: new Int32Array(stop - first + undated),
    shown: 0,
    undatedHidden: 0,
    typeCount: new Uint32Array(model.types.length), // in the window, whatever types are switched off
    spotCount: new Uint32Array(model.spots.n),
    spotTop: new Int32Array(model.spots.n).fill(-1), // newest visible event of the spot
    spotFamilies: new Uint32Array(model.spots.n * model.families.length),
  };
  for (let i = stop - 1; i >= first; i--)
    if (passing.codes[i] && (state.from === null || model.last[i] >= state.from)) count(model, result, i);
  for (let i = undated - 1; i >= 0; i--) if (passing.codes[i]) count(model, result, i);
  if (!undated) result.undatedHidden = passing.undated;
  result.rows = result.rows.slice(0, result.shown);
  return result;
}

function count(model, result, row) {
  const spot = model.spot[row],
    type = model.type.codes[row];
  result.typeCount[type]++;
  if (result.passing.codes[row] === TYPE_OFF) return;
  result.rows[result.shown++] = row;
  result.spotCount[spot]++;
  if (result.spotTop[spot] < 0) result.spotTop[spot] = row;
  result.spotFamilies[spot * model.families.length + model.familyOfType[type]]++;
}

/** The dated rows that may lie in the window: from the first that may last into it to the last that begins in it. */
function rowsOfWindow(model, { from, to }) {
  if (from === null) return [model.undated, model.n];
  const after = (day) => Math.max(model.undated, lastAtMost(model.day, day) + 1); // undated rows have day 0
  const first = after(from - model.longest - 1);
  return [first, Math.max(first, after(to))]; // an address may name a window that ends before it begins
}

/** What passes all filters but the window, kept while they stay: a code a row, and counts by day and family. */
function passingFilters(model, state, search) {
  const key = [...FACETS.map((facet) => state.off[facet]), state.source, search, search?.done];
  if (lastPassing && key.every((part, i) => part === lastPassing.key[i])) return lastPassing;
  const [types, initiators, statuses, modalities, wheres] = FACETS.map((facet) => allowance(model, state, facet)),
    sources = sourceAllowance(model, state.source),
    nf = model.families.length;
  const codes = new Uint8Array(model.n),
    byDay = []; // [day, counts by family], oldest first
  let undated = 0;
  for (let i = 0; i < model.n; i++) {
    if (!initiators[model.initiator.codes[i]] || !statuses[model.status.codes[i]]) continue;
    if (!modalities[model.modality.codes[i]] || !wheres[model.spots.where.codes[model.spot[i]]]) continue;
    if (!sources[model.sources.codes[i]] || (search && !search.found[i])) continue;
    const type = model.type.codes[i],
      day = model.day[i];
    codes[i] = types[type] ? PASSES : TYPE_OFF;
    if (!types[type]) continue;
    if (day === NO_DAY) undated++;
    else {
      if (byDay.at(-1)?.[0] !== day) byDay.push([day, new Uint32Array(nf)]);
      byDay.at(-1)[1][model.familyOfType[type]]++;
    }
  }
  lastPassing = { key, codes, byDay, undated };
  return lastPassing;
}

/** One byte a value of the facet: 1 lets it pass. */
function allowance(model, state, facet) {
  const table = facet === "where" ? model.spots.where.table : model[facet].table;
  return Uint8Array.from(table, (value) => (state.off[facet].has(value) ? 0 : 1));
}

function sourceAllowance(model, source) {
  return Uint8Array.from(model.sources.table, (list) => (!source || list.includes(source) ? 1 : 0));
}
