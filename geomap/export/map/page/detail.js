// The detail panel: what, where, when, who, how sure; every sentence under the event; why it is here.

/** Show an event in the panel; its texts come a moment later in a large map. */
function showDetail(model, row, page) {
  const box = byId("detail"),
    show = (...parts) => {
      if (page.selected() !== row) return; // the reader has gone on
      fill(box, detailHead(model, row, page), parts);
      page.detailShown();
    };
  box.hidden = false;
  box.setAttribute("aria-label", `${typeLabel(model, row)}, ${placeTitle(model, model.spot[row])}`);
  box.scrollTop = 0;
  let here = false;
  withTexts(
    model,
    row,
    (texts) => {
      here = true;
      show(factList(model, row, texts), quoteBlocks(model, row, texts), reasonList(row, texts), copyButtons(model, row, texts));
    },
    (error) => show(el("p", { class: "notice" }, word("part_missing", { name: error.message }))),
  );
  if (!here) show(el("p", { class: "waiting" }, word("loading")));
}

/** What the page knows of an event without its texts. */
function detailHead(model, row, page) {
  const spot = model.spot[row],
    modality = valueOf(model, "modality", row);
  return [
    el(
      "div",
      { class: "bar" },
      el("button", { type: "button", class: "back", onclick: () => page.closeEvent() }, `‹ ${word("back")}`),
      el("span", { class: "spacer" }),
      el(
        "button",
        { type: "button", class: "round", "aria-label": word("previous"), onclick: () => page.neighbour(-1) },
        "↑",
      ),
      el(
        "button",
        { type: "button", class: "round", "aria-label": word("next"), onclick: () => page.neighbour(1) },
        "↓",
      ),
      el(
        "button",
        { type: "button", class: "round", "aria-label": word("close"), onclick: () => page.closeEvent() },
        "×",
      ),
    ),
    el("h2", {}, symbolIcon(lookOf(model, row), 26), el("span", {}, typeLabel(model, row))),
    el(
      "p",
      { class: "lead" },
      el("b", {}, placeTitle(model, spot)),
      placeAbove(model, spot) ? `, ${placeAbove(model, spot)}` : "",
    ),
    ["occurred", "ongoing"].includes(modality)
      ? null
      : el("p", { class: "notice" }, word(`modality_short.${modality}`)),
    el("p", { class: `status ${valueOf(model, "status", row)}` }, statusWords(model, row)),
  ];
}

/** "Claimed by the Russian Defence Ministry (Russian side)." */
function statusWords(model, row) {
  const status = valueOf(model, "status", row),
    claimant = valueOf(model, "claimant", row);
  if (status === "disputed" || status === "denied" || status === "confirmed") return word(`status_${status}`);
  if (!claimant) return word(`status_${status}_bare`);
  const side = valueOf(model, "claimantSide", row);
  return word(`status_${status}`, {
    who: side === "unknown" ? claimant : `${claimant} (${word(`side_word_${side}`)})`,
  });
}

function factList(model, row, texts) {
  const spot = model.spot[row],
    value = (name) => texts.value(name, row);
  const facts = [
    ["place", placeWords(model, row, spot, value)],
    ["precision", precisionWords(model, spot)],
    [
      "when",
      model.day[row] === NO_DAY
        ? word("basis_none")
        : `${dateLabel(model, row)} (${word(`basis_${value("date_basis")}`)})`,
    ],
    ["who", [unitPicture(model, row), whoWords(model, row, value)]],
    ["outcome", value("outcome") !== "unknown" && word(`outcome_short.${value("outcome")}`)],
    ["losses", [rangeWords("killed", value), rangeWords("injured", value)].filter(Boolean).join(", ")],
    [
      "counts",
      ["launched", "downed"]
        .filter((name) => value(name) !== null)
        .map((name) => word(name, { n: formatNumber(value(name)) }))
        .join(", "),
    ],
    ["weapon", value("weapon")],
    ["target_class", value("target_class")],
    ["history", value("history").map((line) => el("span", { class: "line" }, line))],
    ["confidence", `${Math.round(value("confidence") * 100)} %`],
  ];
  const list = el(
    "dl",
    {},
    facts
      .filter(([, text]) => (Array.isArray(text) ? text.some(Boolean) : text))
      .map(([key, text]) => [el("dt", {}, word(key)), el("dd", {}, text)]),
  );
  return value("corrected_by")
    ? [list, el("p", { class: "notice" }, word("corrected", { by: value("corrected_by") }))]
    : list;
}

function placeWords(model, row, spot, value) {
  const parts = [placeTitle(model, spot), placeAbove(model, spot)].filter(Boolean).join(", ");
  const local = value("place_local");
  const written = local && local !== model.spots.place[spot] ? ` (${word("written", { name: local })})` : "";
  const point =
    model.spots.drawn[spot] === POINT
      ? ` ${model.spots.lat(spot).toFixed(4)}, ${model.spots.lon(spot).toFixed(4)}`
      : "";
  const towards = model.spots.relation[spot] === "towards" ? ` ${word("towards_note")}` : "";
  return `${parts}${written}.${point}${point ? "." : ""}${towards}`;
}

/** "Known to the settlement; within about 1.5 km. (UCDP 1, ACLED 1)" */
function precisionWords(model, spot) {
  const where = model.spots.where.table[model.spots.where.codes[spot]],
    radius = model.spots.radius_m[spot];
  const metres = radius && model.spots.drawn[spot] === POINT ? word("within", { r: distanceWords(radius) }) : "";
  const codes = model.spots.where_prec[spot]
    ? word("uses_ucdp", { w: model.spots.where_prec[spot], g: model.spots.geo_precision[spot] })
    : "";
  return (
    [word(`where_words.${where}`).replace(/\.$/, ""), metres].filter(Boolean).join("; ") +
    (codes ? `. (${codes})` : ".")
  );
}

function distanceWords(metres) {
  if (metres < 1000) return word("metres", { n: formatNumber(Math.round(metres / 50) * 50) });
  return word("kilometres", {
    n: formatNumber(metres < 10000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000)),
  });
}

function whoWords(model, row, value) {
  const side = (name, shown) => {
    const code = valueOf(model, name, row);
    if (code === "unknown" && !shown) return null;
    const inferred = (value("inferred") || []).includes(name) ? ` (${word("inferred")})` : "";
    return (
      (shown && shown !== word(`side.${code}`) ? `${word(`side.${code}`)}, ${shown}` : word(`side.${code}`)) +
      inferred
    );
  };
  const initiator = side("initiator", value("initiator_name")),
    target = side("target", value("target_name"));
  if (!initiator && !target) return "";
  return target ? `${initiator || word("side.unknown")} → ${target}` : initiator;
}

/** The APP-6 symbol of the unit that the text names. */
function unitPicture(model, row) {
  const image = model.unitImages[valueOf(model, "unit", row)];
  return image ? el("img", { class: "unit", src: image.src, alt: "" }) : null;
}

function rangeWords(name, value) {
  const [low, best, high] = ["low", "best", "high"].map((end) => value(`${name}_${end}`));
  if (best === null && low === null && high === null) return "";
  const n =
    low !== null && high !== null && low !== high
      ? word("range", { best: best ?? "?", low, high })
      : String(best ?? low ?? high);
  return word(name, { n });
}

/** Quotes; when both sides speak, each side has a column of its own. */
function quoteBlocks(model, row, texts) {
  const quotes = texts.quotes(row),
    sides = new Map();
  quotes.forEach((quote) => sides.set(quote.claimant_side, [...(sides.get(quote.claimant_side) || []), quote]));
  const bothSpeak = sides.has("UA") && sides.has("RU");
  const count =
    quotes.length === 1
      ? word("report_one")
      : word("reports", { n: quotes.length, m: texts.value("n_sources", row) });
  const head = el("h3", {}, word(bothSpeak ? "quotes_side" : "quotes"), " ", el("small", {}, count));
  if (!bothSpeak) return [head, quotes.map((quote) => quoteCard(quote))];
  const order = ["UA", "RU", "neutral", "unknown"].filter((side) => sides.has(side));
  const columns = order.map((side) =>
    el(
      "div",
      { class: `side ${side}` },
      el("h4", {}, word(`claimant_side.${side}`)),
      sides.get(side).map((quote) => quoteCard(quote)),
    ),
  );
  return [head, el("div", { class: "sides" }, columns)];
}

function quoteCard(quote) {
  const title = quote.title ? link(quote.url, quote.title) : quote.url ? link(quote.url, word("open_source")) : null;
  const notes = [
    quote.source && el("b", {}, quote.source),
    title,
    quote.published && word("published", { date: formatDay(dayOfIso(quote.published), SHORT_DAY) }),
    quote.lang !== language && word("original", { lang: word(`lang_${quote.lang}`) }),
    quote.claimant && `${word(`status_short.${quote.status}`)}: ${quote.claimant}`,
  ].filter(Boolean);
  return el(
    "figure",
    {},
    el("blockquote", { lang: quote.lang }, quote.quote),
    el(
      "figcaption",
      {},
      notes.flatMap((note, i) => (i ? [" · ", note] : [note])),
    ),
  );
}

function reasonList(row, texts) {
  const reasons = texts.reasons(row);
  if (!reasons.length) return null;
  return el(
    "details",
    { class: "why" },
    el("summary", {}, word("why")),
    el(
      "ul",
      {},
      reasons.map((reason) =>
        el(
          "li",
          {},
          el("b", {}, word(`stage.${reason.stage}`)),
          " ",
          el("code", {}, reason.rule),
          reason.detail ? `: ${reason.detail}` : "",
          reason.score === null ? "" : ` (${Math.round(reason.score * 100) / 100})`,
        ),
      ),
    ),
  );
}
