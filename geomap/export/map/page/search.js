// Search in places and quotes. In a large map the texts come part by part; what is found so far is shown meanwhile.

const TELL_MS = 400; // how often the page is drawn anew while a search is under way
let lastSearch = null;

/** The search for a query: `found` has one byte an event, 1 where every word occurs; null without a query. */
function searchFor(model, state, page) {
  const query = state.query.trim().toLowerCase();
  if (lastSearch?.query === query) return lastSearch;
  lastSearch = query
    ? { query, words: query.split(/\s+/), found: new Uint8Array(model.n), left: partsToSearch(model, state), done: 0 }
    : null;
  if (lastSearch) searchOn(model, lastSearch, page);
  return lastSearch;
}

/** The parts of the time window first, then the others; the newest first. */
function partsToSearch(model, { from, to }) {
  const rank = (part) => {
    const [first, stop] = model.texts.rowsOf(part);
    return from !== null && (model.day[stop - 1] < from || model.day[first] > to) ? 1 : 0;
  };
  const parts = Array.from({ length: model.texts.count }, (_, i) => model.texts.count - 1 - i);
  return parts.sort((a, b) => rank(a) - rank(b));
}

/** Search the parts that are left: those that are here at once, the others as they come. */
function searchOn(model, search, page) {
  while (search.left.length) {
    const part = search.left[0],
      texts = model.texts.get(part);
    if (texts instanceof Promise) return searchLater(model, search, page);
    search.left.shift();
    searchPart(model, search, part, texts);
  }
}

async function searchLater(model, search, page) {
  let told = performance.now();
  while (search.left.length) {
    const part = search.left.shift();
    try {
      searchPart(model, search, part, await model.texts.get(part));
    } catch {
      search.missing = (search.missing || 0) + 1; // its file is not beside the page
    }
    if (search !== lastSearch) return;
    if (performance.now() - told < TELL_MS && search.left.length) continue;
    page.searched();
    await new Promise((done) => setTimeout(done)); // let the page be painted and used
    told = performance.now();
  }
}

function searchPart(model, search, part, texts) {
  const [first, stop] = model.texts.rowsOf(part);
  texts.searched = texts.searched || Array.from({ length: stop - first }, (_, i) => haystack(model, first + i, texts));
  texts.searched.forEach((text, i) => {
    if (search.words.every((word) => text.includes(word))) search.found[first + i] = 1;
  });
  search.done++;
}

/** What is searched of an event, in lower case. */
function haystack(model, row, texts) {
  const { spots } = model,
    spot = model.spot[row];
  return [
    spots.place[spot],
    spots.uk[spot],
    spots.admin1[spot],
    valueOf(model, "claimant", row),
    ...["place_local", "initiator_name", "target_name", "weapon"].map((name) => texts.value(name, row)),
    ...texts.quoteTexts(row),
  ]
    .filter(Boolean)
    .join("\n")
    .toLowerCase();
}
