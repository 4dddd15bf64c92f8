// The details of events: quotes, reasons, counts; columns that only the detail panel, the search and the copies need.

const KEPT_PARTS = 12; // of a large map, some 2 MB each

/** The details of a model's events; a part of them is read when it is first asked for. */
function makeTexts(model) {
  const { parts } = model.core,
    starts = parts ? unpackNumbers(parts.starts) : Int32Array.of(0),
    kept = new Map(); // by number: the texts of a part, or the promise of them; the last used last
  const rowsOf = (part) => [starts[part], part + 1 < starts.length ? starts[part + 1] : model.n];

  function read(value, part) {
    const [first, stop] = rowsOf(part);
    return readTexts(model, value, first, stop - first);
  }

  function load(part) {
    if (!parts) return read(JSON.parse(byId("geomap-details").textContent), part);
    return loadPart(parts, parts.details[part]).then((value) => {
      if (kept.has(part)) kept.set(part, read(value, part));
      return kept.get(part) || read(value, part);
    });
  }

  /** The texts of a part, or a promise of them. */
  function get(part) {
    const found = kept.get(part) || load(part);
    kept.delete(part);
    kept.set(part, found);
    if (found instanceof Promise) found.catch(() => kept.delete(part));
    if (kept.size > KEPT_PARTS) kept.delete(kept.keys().next().value);
    return found;
  }

  return { count: starts.length, rowsOf, get, partOf: (row) => lastAtMost(starts, row) };
}

/** Give `use` the texts of an event: at once when they are here, else when they have come; `fail` an error. */
function withTexts(model, row, use, fail) {
  const found = model.texts.get(model.texts.partOf(row));
  if (found instanceof Promise) found.then(use, fail);
  else use(found);
}

/** Give `use` the row of the event with this id, -1 when there is none: at once in a map of one file. */
function withRowOf(model, id, use) {
  if (!id) use(-1);
  else if (!model.core.parts) withTexts(model, 0, (texts) => use(texts.rowOf(id)));
  else
    loadPart(model.core.parts, model.core.parts.ids).then(
      (column) => use(readIds(column).row(id)),
      () => use(-1),
    );
}

/** Read details; `first` is the row of the first event they are of, `n` the number of events. */
function readTexts(model, texts, first, n) {
  const quoteEnd = sums(unpack(texts.events.quotes, n)),
    reasonEnd = sums(unpack(texts.events.reasons, n)),
    ids = readIds(texts.id);
  const ofEvent = columnsOf(texts.events, n),
    ofArticle = columnsOf(texts.articles.columns, texts.articles.n),
    ofQuote = columnsOf(texts.quotes, n ? quoteEnd[n - 1] : 0),
    ofReason = columnsOf(texts.reasons, n ? reasonEnd[n - 1] : 0);
  const own = (name) => (row) => valueOf(model, name, row);
  const ofEventToo = {
    // a quote's 0 stands for the event's own value
    status: own("status"),
    claimant: own("claimant"),
    claimant_side: own("claimantSide"),
    modality: own("modality"),
  };
  const value = (name, row) => {
    for (const [column, names] of Object.entries(texts.together))
      // fields that travel in one column
      if (names.includes(name)) return ofEvent(column)(row - first)[names.indexOf(name)];
    return ofEvent(name)(row - first);
  };
  const single = Object.keys(texts.events).filter(
    (name) => !["quotes", "reasons"].includes(name) && !(name in texts.together),
  );
  return {
    value,
    fields: [...single, ...Object.values(texts.together).flat()],
    id: (row) => ids.of(row - first),
    rowOf: (id) => (ids.row(id) < 0 ? -1 : first + ids.row(id)),
    quotes: (row) =>
      span(quoteEnd, row - first, (i) => ({
        quote: texts.quotes.text.list[i],
        ...valuesOf(texts.articles.columns, ofArticle, ofQuote("article")(i)),
        ...Object.fromEntries(
          Object.entries(ofEventToo).map(([name, ofOwn]) => {
            const told = ofQuote(name)(i);
            return [name, told === 0 ? ofOwn(row) : told];
          }),
        ),
      })),
    quoteTexts: (row) => span(quoteEnd, row - first, (i) => texts.quotes.text.list[i]),
    reasons: (row) =>
      span(reasonEnd, row - first, (i) => {
        const [stage, rule] = ofReason("rule")(i);
        return { stage, rule, detail: ofReason("detail")(i), score: ofReason("score")(i) };
      }),
  };
}

/** Return a function from a column's name to its reader, unpacked when first asked for. */
function columnsOf(table, rows) {
  const read = {};
  return (name) => (read[name] = read[name] || reader(table[name], rows));
}

const valuesOf = (names, column, row) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, column(name)(row)]));

function span(ends, row, make) {
  const out = [];
  for (let i = row ? ends[row - 1] : 0; i < ends[row]; i++) out.push(make(i));
  return out;
}

/** Return the running sums of `numbers`. */
function sums(numbers) {
  let last = 0;
  return Int32Array.from(numbers, (number) => (last += number));
}

/** The place of the last of the sorted `numbers` that is at most `value`; -1 when all are greater. */
function lastAtMost(numbers, value) {
  let low = 0,
    high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
