// Copies of an event: a citation, a GeoJSON feature, a link to this view.

function copyButtons(model, row, texts) {
  const note = el("span", { class: "copied", role: "status" });
  const shown = el("textarea", { readonly: true, hidden: true, rows: "4", "aria-label": word("copy") });
  const button = (key, make) =>
    el(
      "button",
      { type: "button", class: "quiet", "data-copy": key, onclick: () => copy(make(), note, shown) },
      word(`copy_${key}`),
    );
  return el(
    "div",
    { class: "copies" },
    el("span", {}, word("copy")),
    button("citation", () => citation(model, row, texts)),
    button("feature", () => JSON.stringify(feature(model, row, texts), null, 1)),
    button("link", () => window.location.href),
    note,
    shown,
  );
}

async function copy(text, note, shown) {
  try {
    await navigator.clipboard.writeText(text);
    note.textContent = word("copied");
  } catch {
    shown.hidden = false; // no permission, or no clipboard on this kind of page: leave it selected
    shown.value = text;
    shown.select();
    note.textContent = document.execCommand("copy") ? word("copied") : word("copy_failed");
  }
}

function citation(model, row, texts) {
  const quote = texts.quotes(row)[0] || {},
    spot = model.spot[row];
  return word("cite", {
    quote: quote.quote || "",
    source: [quote.source, quote.title].filter(Boolean).join(", "),
    published: quote.published ? formatDay(dayOfIso(quote.published)) : word("no_date"),
    what: typeLabel(model, row),
    where: [placeTitle(model, spot), placeAbove(model, spot)].filter(Boolean).join(", "),
    when: dateLabel(model, row),
    status: statusWords(model, row),
    link: quote.url || "",
  }).trim();
}

/** The event as a GeoJSON feature with the fields of events.geojson. */
function feature(model, row, texts) {
  const spot = model.spot[row],
    { spots } = model;
  const own = (name) => valueOf(model, name, row);
  const dated = model.day[row] !== NO_DAY,
    point = spots.drawn[spot] === POINT;
  const type = model.types[model.type.codes[row]];
  const properties = {
    id: texts.id(row),
    type: type.id,
    family: type.family,
    ...Object.fromEntries(PLACE_FIELDS.map((name) => [name, spots[name][spot]])),
    where: spots.where.table[spots.where.codes[spot]],
    lat: point ? spots.lat(spot) : null,
    lon: point ? spots.lon(spot) : null,
    date_start: dated ? isoDay(model.day[row]) : null,
    date_end: dated ? isoDay(model.last[row]) : null,
    initiator: own("initiator"),
    target: own("target"),
    modality: own("modality"),
    status: own("status"),
    claimant: own("claimant"),
    claimant_side: own("claimantSide"),
    ...Object.fromEntries(texts.fields.map((name) => [name, texts.value(name, row)])),
    quotes: texts.quotes(row),
    reasons: texts.reasons(row),
  };
  const geometry = point
    ? { type: "Point", coordinates: [spots.lon(spot), spots.lat(spot)] }
    : areaGeometry(model.areas[spots.area[spot]]);
  return { type: "Feature", id: texts.id(row), geometry, properties };
}

/** The outline of an area as it is drawn here, a little simplified; null where only a circle is known. */
function areaGeometry(area) {
  if (!area?.parts) return null;
  const line = (numbers) => {
    const lats = sums(numbers.filter((_, i) => i % 2 === 0)),
      lons = sums(numbers.filter((_, i) => i % 2));
    return Array.from(lats, (lat, i) => [lons[i] / PACKED_UNITS, lat / PACKED_UNITS]);
  };
  if (area.kind === "line") return { type: "MultiLineString", coordinates: area.parts.map(line) };
  return { type: "MultiPolygon", coordinates: area.parts.map((rings) => rings.map(line)) };
}
