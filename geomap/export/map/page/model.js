// The data of the page: events as columns, the places they share, areas; their texts come when first asked for.

const POINT = 0,
  AREA = 1; // codes of spots.drawn; 2 is not drawn
const NO_DAY = 0;
const PLACE_FIELDS = [
  ...["place", "place_id", "katottg", "geonameid", "admin1", "admin2", "country", "relation", "distance_km"],
  ...["where_prec", "geo_precision", "radius_m"],
];

/** Read `core`; every array has one entry an event (or a spot) and is never changed. */
function readModel(core) {
  const { n } = core,
    columns = core.parts ? taken(core.parts.columns) : core.events,
    symbols = core.units || { images: [], unit: { all: -1 } };
  const model = {
    core,
    n,
    undated: columns.undated, // events without a day come first, the others by day
    spot: unpackNumbers(columns.spot.numbers),
    type: coded(columns.type, n),
    initiator: coded(columns.initiator, n),
    target: coded(columns.target, n),
    status: coded(columns.status, n),
    modality: coded(columns.modality, n),
    claimantSide: coded(columns.claimant_side, n),
    claimant: coded(columns.claimant, n),
    sources: coded(columns.sources, n),
    unit: coded(symbols.unit, n),
    unitImages: symbols.images.map((address) => Object.assign(new Image(), { src: address })),
    day: new Int32Array(n),
    last: new Int32Array(n),
    families: core.families.map(([id, colour, shape]) => ({ id, colour, shape })),
    types: core.types.map(([id, family]) => ({ id, family })),
    spots: readSpots(core.spots),
    areas: core.areas,
  };
  readDays(model, columns);
  model.familyOfType = Uint8Array.from(model.types, (type) => model.families.findIndex((f) => f.id === type.family));
  model.facets = lazily(() => facetsOf(model));
  model.spans = lazily(() => spansOf(model));
  model.texts = makeTexts(model);
  core.events = core.spots = null; // unpacked: let the memory go
  return model;
}

/** Unpack the first and last days: `longest` is the most days that an event lasts after its first. */
function readDays(model, columns) {
  const days = reader(columns.days, model.n);
  model.day.set(unpackNumbers(columns.day.numbers), model.undated);
  model.longest = 0;
  for (let i = model.undated; i < model.n; i++) {
    model.last[i] = model.day[i] + days(i);
    if (days(i) > model.longest) model.longest = days(i);
  }
}

function readSpots({ n, columns }) {
  const lat = unpackNumbers(columns.lat.numbers),
    lon = unpackNumbers(columns.lon.numbers);
  return {
    n,
    drawn: unpackCodes(columns.drawn.codes),
    where: coded(columns.where, n),
    area: Int32Array.from(unpack(columns.area, n)),
    x: Float64Array.from(lon, (units) => worldX(units / 1e6)),
    y: Float64Array.from(lat, (units) => worldY(units / 1e6)),
    lat: (row) => lat[row] / 1e6,
    lon: (row) => lon[row] / 1e6,
    radius: Float32Array.from(unpack(columns.radius_m, n), (metres) => metres || 0),
    ...Object.fromEntries([...PLACE_FIELDS, "uk", "anchor"].map((name) => [name, unpack(columns[name], n)])),
  };
}

/** Return a function that computes its value once. */
function lazily(make) {
  let value;
  return () => (value === undefined ? (value = make()) : value);
}

/** The value that an event has in a coded column of the model. */
const valueOf = (model, name, row) => model[name].table[model[name].codes[row]];

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
    const km = distance[spot];
    return km == null ? word("offset_unmeasured", { direction, name }) : word("offset", { km, direction, name });
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
