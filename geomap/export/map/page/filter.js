// Which events pass: one loop over all events fills every count that the page shows.

/** Return the filter's result: what is visible, and counts by spot, family, type and day. */
function applyFilter(model, state) {
  const result = {
    visible: new Uint8Array(model.n),
    shown: 0,
    undatedHidden: 0,
    typeCount: new Uint32Array(model.types.length), // in the window, whatever types are switched off
    timeless: new Uint8Array(model.n), // passes all but the window: what the histogram counts
    spotCount: new Uint32Array(model.spots.n),
    spotTop: new Int32Array(model.spots.n).fill(-1), // newest visible event of the spot
    spotFamilies: new Uint32Array(model.spots.n * model.families.length),
  };
  const allowed = FACETS.map((facet) => allowance(model, state, facet));
  const [types, initiators, statuses, modalities, wheres] = allowed;
  const sources = sourceAllowance(model, state.source);
  const found = state.query.trim() ? search(model, state.query) : null;
  const all = state.from === null,
    undated = showsUndated(state),
    nf = model.families.length;
  for (let i = 0; i < model.n; i++) {
    const spot = model.spot[i],
      type = model.type.codes[i];
    if (!initiators[model.initiator.codes[i]] || !statuses[model.status.codes[i]]) continue;
    if (!modalities[model.modality.codes[i]] || !wheres[model.spots.where.codes[spot]]) continue;
    if (!sources[model.sources.codes[i]] || (found && !found[i])) continue;
    const day = model.day[i];
    if (day !== NO_DAY && types[type]) result.timeless[i] = 1;
    if (day === NO_DAY ? !undated : !all && (day > state.to || model.last[i] < state.from)) {
      if (day === NO_DAY && types[type]) result.undatedHidden++;
      continue;
    }
    result.typeCount[type]++;
    if (!types[type]) continue;
    result.visible[i] = 1;
    result.shown++;
    result.spotCount[spot]++;
    result.spotTop[spot] = i;
    result.spotFamilies[spot * nf + model.familyOfType[type]]++;
  }
  return result;
}

/** One byte a value of the facet: 1 lets it pass. */
function allowance(model, state, facet) {
  const table = facet === "where" ? model.spots.where.table : model[facet].table;
  return Uint8Array.from(table, (value) => (state.off[facet].has(value) ? 0 : 1));
}

function sourceAllowance(model, source) {
  return Uint8Array.from(model.sources.table, (list) => (!source || list.includes(source) ? 1 : 0));
}

let lastSearch = { query: null, found: null };

/** One byte an event: 1 where every word of the query occurs. */
function search(model, query) {
  if (lastSearch.query === query) return lastSearch.found;
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = Uint8Array.from(model.haystack(), (text) => (parts.every((part) => text.includes(part)) ? 1 : 0));
  lastSearch = { query, found };
  return found;
}
