// The one state. Everything on the page is drawn from it, and it is what the address after # says.

const SMALL = 400; // up to so many dated events a map opens on all days
const OPENING_DAYS = 30;
const FACETS = ["type", "initiator", "status", "modality", "where"];
const HASH_NAME = { type: "xt", initiator: "xs", status: "xc", modality: "xm", where: "xw" };
const HIDDEN_MODALITIES = ["planned", "hypothetical", "negated", "historical"]; // not shown as things that happened

/** The state a map opens with. `from`/`to` are null for all days; `off` holds what is filtered out. */
function openingState(model) {
  const off = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
  HIDDEN_MODALITIES.forEach((modality) => off.modality.add(modality));
  const [first, last] = daySpan(model, off);
  const long = model.n > SMALL && last - first >= OPENING_DAYS;
  return {
    from: long ? last - OPENING_DAYS + 1 : null,
    to: long ? last : null,
    undated: null, // events without a date: true, false, or null for "only while all days are shown"
    off,
    source: "",
    query: "",
    event: -1,
    group: null,
    tab: "events",
    view: null,
    tiles: false,
    control: true,
    units: false,
  };
}

const showsUndated = (state) => state.undated ?? state.from === null;

/** First and last day of the events whose modality is shown; [0, 0] when none has a date. */
function daySpan(model, off) {
  const shown = model.spans().filter((_, code) => !off.modality.has(model.modality.table[code]));
  const first = Math.min(...shown.map((span) => span[0])),
    last = Math.max(...shown.map((span) => span[1]));
  return first === Infinity ? [0, 0] : [first, last];
}

/** First and last day of the events of each modality; the first is Infinity where none has a date. */
function spansOf(model) {
  const spans = model.modality.table.map(() => [Infinity, -Infinity]);
  for (let i = model.undated; i < model.n; i++) {
    const span = spans[model.modality.codes[i]];
    if (model.day[i] < span[0]) span[0] = model.day[i];
    if (model.last[i] > span[1]) span[1] = model.last[i];
  }
  return spans;
}

/** Write what differs from the opening state as `#name=value&…`. */
function toHash(state, opening, model) {
  const parts = new URLSearchParams();
  if (state.view) parts.set("at", [state.view.zoom, state.view.lat.toFixed(4), state.view.lon.toFixed(4)].join("/"));
  if (state.from !== opening.from || state.to !== opening.to)
    parts.set("d", state.from === null ? "all" : `${isoDay(state.from)}..${isoDay(state.to)}`);
  for (const facet of FACETS) {
    const off = [...state.off[facet]].sort().join(".");
    if (off !== [...opening.off[facet]].sort().join(".")) parts.set(HASH_NAME[facet], off);
  }
  if (state.undated !== null) parts.set("undated", state.undated ? "1" : "0");
  if (state.source) parts.set("src", state.source);
  if (state.query) parts.set("q", state.query);
  const texts = state.event >= 0 && model.texts.get(model.texts.partOf(state.event));
  if (texts && !(texts instanceof Promise)) parts.set("e", texts.id(state.event));
  if (state.tab !== "events") parts.set("tab", state.tab);
  if (state.tiles) parts.set("tiles", "1");
  if (!state.control) parts.set("control", "0");
  if (state.units) parts.set("units", "1");
  if (language !== model.core.lang) parts.set("l", language);
  return `#${parts.toString().replaceAll("%2F", "/").replaceAll("%3A", ":")}`;
}

/** Read the hash over a fresh opening state; what it does not understand it leaves as it is. The event is left to `linkedEvent`. */
function fromHash(hash, model) {
  const state = openingState(model),
    parts = new URLSearchParams(hash.replace(/^#/, ""));
  const days = (parts.get("d") || "").split("..").map(dayOfIso);
  if (parts.get("d") === "all") state.from = state.to = null;
  else if (days.length === 2 && days[0] !== null && days[1] !== null) [state.from, state.to] = days;
  for (const facet of FACETS)
    if (parts.has(HASH_NAME[facet]))
      state.off[facet] = new Set(parts.get(HASH_NAME[facet]).split(".").filter(Boolean));
  const [zoom, lat, lon] = (parts.get("at") || "").split("/").map(Number);
  if ([zoom, lat, lon].every(Number.isFinite) && Math.abs(lat) <= 85 && Math.abs(lon) <= 360)
    state.view = { zoom, lat, lon };
  if (parts.has("undated")) state.undated = parts.get("undated") === "1";
  state.source = parts.get("src") || "";
  state.query = parts.get("q") || "";
  if (["unmapped", "about"].includes(parts.get("tab"))) state.tab = parts.get("tab");
  state.tiles = parts.get("tiles") === "1";
  state.control = parts.get("control") !== "0";
  state.units = parts.get("units") === "1";
  state.language = parts.get("l");
  return state;
}
