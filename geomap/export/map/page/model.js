// The data of the page: events as columns, the places they share, areas, and the texts, read when first asked for.

const POINT = 0,
  AREA = 1; // codes of spots.drawn; 2 is not drawn
const NO_DAY = 0;

/** Read `core`; every array has one entry an event (or a spot) and is never changed. */
function readModel(core) {
  const { n, columns } = core.events;
  const coded = (name) => ({ table: columns[name].table, codes: unpackCodes(columns[name].codes) });
  const model = {
    core,
    n,
    id: unpackIds(columns.id),
    spot: sums(columns.spot.numbers),
    type: coded("type"),
    initiator: coded("initiator"),
    target: coded("target"),
    status: coded("status"),
    modality: coded("modality"),
    claimantSide: coded("claimant_side"),
    claimant: unpack(columns.claimant, n),
    day: new Int32Array(n),
    last: new Int32Array(n),
    families: core.families.map(([id, colour, shape]) => ({ id, colour, shape })),
    types: core.types.map(([id, family]) => ({ id, family })),
    spots: readSpots(core.spots),
    areas: core.areas,
  };
  const symbols = core.units || { images: [], unit: { all: -1 } };
  model.unit = unpack(symbols.unit, n);
  model.unitImages = symbols.images.map((address) => Object.assign(new Image(), { src: address }));
  model.day.set(sums(columns.day), columns.undated);
  const days = unpack(columns.days, n);
  for (let i = columns.undated; i < n; i++) model.last[i] = model.day[i] + days[i];
  model.familyOfType = Uint8Array.from(model.types, (type) => model.families.findIndex((f) => f.id === type.family));
  model.sources = codesOfLists(columns.sources, n);
  model.facets = lazily(() => facetsOf(model));
  model.texts = lazily(() => readTexts(model));
  model.haystack = lazily(() => haystack(model));
  core.events = core.spots = null; // unpacked: let the memory go
  model.rowOfId = lazily(() => new Map(Array.from({ length: n }, (_, row) => [model.id(row), row])));
  return model;
}

function readSpots({ n, columns }) {
  const lat = sums(columns.lat.numbers),
    lon = sums(columns.lon.numbers);
  return {
    n,
    drawn: unpackCodes(columns.drawn.codes),
    where: { table: columns.where.table, codes: unpackCodes(columns.where.codes) },
    area: Int32Array.from(unpack(columns.area, n)),
    x: Float64Array.from(lon, (units) => worldX(units / 1e6)),
    y: Float64Array.from(lat, (units) => worldY(units / 1e6)),
    lat: (row) => lat[row] / 1e6,
    lon: (row) => lon[row] / 1e6,
    radius: Float32Array.from(unpack(columns.radius_m, n), (metres) => metres || 0),
    ...Object.fromEntries(
      [
        "place",
        "place_id",
        "katottg",
        "geonameid",
        "admin1",
        "admin2",
        "country",
        "relation",
        "distance_km",
        "where_prec",
        "geo_precision",
        "radius_m",
        "uk",
        "anchor",
      ].map((name) => [name, unpack(columns[name], n)]),
    ),
  };
}

/** Number the different lists of a column: {table of lists, code by row}. */
function codesOfLists(column, n) {
  const table = [],
    known = new Map(),
    codes = new Int32Array(n);
  unpack(column, n).forEach((list, row) => {
    const key = JSON.stringify(list);
    if (!known.has(key)) known.set(key, table.push(list) - 1);
    codes[row] = known.get(key);
  });
  return { table, codes };
}

/** Return a function that computes its value once. */
function lazily(make) {
  let value;
  return () => (value === undefined ? (value = make()) : value);
}

/** Read the second script: columns only the detail panel, the search and the copies need. */
function readTexts(model) {
  const texts = JSON.parse(byId("geomap-texts").textContent),
    { n } = model;
  const quoteEnd = sums(unpack(texts.events.quotes, n)),
    reasonEnd = sums(unpack(texts.events.reasons, n));
  const ofEvent = columnsOf(texts.events, n),
    ofArticle = columnsOf(texts.articles.columns, texts.articles.n);
  const ofQuote = columnsOf(texts.quotes, n ? quoteEnd[n - 1] : 0),
    ofReason = columnsOf(texts.reasons, n ? reasonEnd[n - 1] : 0);
  const coded = (name) => (row) => model[name].table[model[name].codes[row]];
  const ofEventToo = {
    // a quote's 0 stands for the event's own value
    status: coded("status"),
    claimant: (row) => model.claimant[row],
    claimant_side: coded("claimantSide"),
    modality: coded("modality"),
  };
  const value = (name, row) => {
    for (const [column, names] of Object.entries(texts.together))
      // fields that travel in one column
      if (names.includes(name)) return ofEvent(column)[row][names.indexOf(name)];
    return ofEvent(name)[row];
  };
  const single = Object.keys(texts.events).filter(
    (name) => !["quotes", "reasons"].includes(name) && !(name in texts.together),
  );
  return {
    value,
    fields: [...single, ...Object.values(texts.together).flat()],
    quotes: (row) =>
      span(quoteEnd, row, (i) => ({
        quote: texts.quotes.text.list[i],
        ...fieldsOf(texts.articles.columns, ofArticle, ofQuote("article")[i]),
        ...Object.fromEntries(
          Object.entries(ofEventToo).map(([name, own]) => [
            name,
            ofQuote(name)[i] === 0 ? own(row) : ofQuote(name)[i],
          ]),
        ),
      })),
    quoteTexts: (row) => span(quoteEnd, row, (i) => texts.quotes.text.list[i]),
    reasons: (row) =>
      span(reasonEnd, row, (i) => {
        const [stage, rule] = ofReason("rule")[i];
        return { stage, rule, detail: ofReason("detail")[i], score: ofReason("score")[i] };
      }),
  };
}

/** Return a function from a column's name to its values, unpacked when first asked for. */
function columnsOf(table, rows) {
  const read = {};
  return (name) => (read[name] = read[name] || unpack(table[name], rows));
}

const fieldsOf = (names, column, row) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, column(name)[row]]));

function span(ends, row, make) {
  const out = [];
  for (let i = row ? ends[row - 1] : 0; i < ends[row]; i++) out.push(make(i));
  return out;
}

/** Lower-case text to search, one entry an event. */
function haystack(model) {
  const texts = model.texts(),
    { spots } = model;
  return Array.from({ length: model.n }, (_, row) => {
    const spot = model.spot[row];
    return [
      spots.place[spot],
      spots.uk[spot],
      spots.admin1[spot],
      texts.value("place_local", row),
      model.claimant[row],
      texts.value("initiator_name", row),
      texts.value("target_name", row),
      texts.value("weapon", row),
      ...texts.quoteTexts(row),
    ]
      .filter(Boolean)
      .join("\n")
      .toLowerCase();
  });
}

/** The place's name in the language of the interface. */
function placeName(model, spot) {
  return (language === "uk" && model.spots.uk[spot]) || model.spots.place[spot] || "";
}

/** "Velyka Novosilka, Donetsk", with what is said about it: "5 km west of …", "near …". */
function placeTitle(model, spot) {
  const { relation, distance_km: distance } = model.spots;
  const name = model.spots.area[spot] >= 0 ? areaName(model.areas[model.spots.area[spot]]) : placeName(model, spot);
  if (!name) return word("where_short.none");
  if (relation[spot] in (words.directions || {})) {
    const direction = word(`directions.${relation[spot]}`);
    return word("offset", { km: distance[spot] ?? "?", direction, name });
  }
  return hasWord(`relations.${relation[spot]}`) ? word(`relations.${relation[spot]}`, { name }) : name;
}

const countryName = (model, code) => model.core.countries[code]?.[language] ?? code;

/** "Donetsk, Ukraine" */
function placeAbove(model, spot) {
  const { admin1, admin2, country, place } = model.spots;
  const local = (name) => (language === "uk" && model.core.admin_uk[name]) || name;
  const rows = [local(admin2[spot]), local(admin1[spot]), country[spot] && countryName(model, country[spot])];
  const own = [place[spot], placeName(model, spot)].filter(Boolean);
  const told = (name) => own.some((shown) => shown === name || shown.startsWith(`${name} `));
  return rows.filter((name, i) => name && !told(name) && rows.indexOf(name) === i).join(", ");
}

const typeLabel = (model, row) => word(`types.${model.types[model.type.codes[row]].id}`);
const familyOf = (model, row) => model.families[model.familyOfType[model.type.codes[row]]];
const dateLabel = (model, row, options) =>
  model.day[row] === NO_DAY ? word("no_date") : formatDays(model.day[row], model.last[row], options);
