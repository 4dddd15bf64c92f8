// Two lists that keep the map honest: what is not on it and why, and what it was made from.

/** Events that pass the filters but have no place, with the reason; unknown names; articles that were not read. */
function showUnmapped(model, result, page) {
  const rows = result.rows.filter((row) => isUnmapped(model, row));
  const { unresolved, skipped } = model.core.run,
    box = byId("tab-unmapped");
  fill(
    box,
    el("p", { class: "intro" }, word(rows.length ? "unmapped_intro" : "unmapped_none")),
    pagedList("ol", "events", rows, (row) => unmappedItem(model, row, page)),
    unresolved.length
      ? [el("h3", {}, word("unresolved")), pagedList("ul", "names", unresolved, unresolvedItem)]
      : null,
    skipped.length ? [el("h3", {}, word("skipped")), skippedList(skipped)] : null,
  );
}

const unresolvedItem = ([name, count, sentence]) =>
  el("li", {}, el("b", {}, name), ` ${word("times", { n: count })}`, el("q", {}, sentence));

const isUnmapped = (model, row) => ![POINT, AREA].includes(model.spots.drawn[model.spot[row]]);

function unmappedItem(model, row, page) {
  const item = listItem(model, row, page),
    button = item.querySelector("button");
  const tell = (reason, quote) => button.append(el("span", { class: "reason" }, reason), el("q", {}, quote));
  withTexts(
    model,
    row,
    (texts) =>
      tell(
        texts.value("not_mapped", row) || word(model.spots.place_id[model.spot[row]] ? "no_outline" : "no_reason"),
        texts.quoteTexts(row)[0] || "",
      ),
    (error) => tell(word("part_missing", { name: error.message }), ""),
  );
  return item;
}

const skippedList = (skipped) =>
  pagedList("ul", "names", skipped, ([path, reason, remedy]) =>
    el("li", {}, el("b", {}, path), ` ${reason}`, remedy ? ` (${remedy})` : ""),
  );

/** Run facts: articles, sources, hash, licences, and how the map was made. */
function showAbout(model) {
  const { run } = model.core;
  const facts = [
    [word("articles"), word("articles_coded", { n: formatNumber(run.articles), m: formatNumber(run.coded) })],
    [word("events"), formatNumber(model.n)],
    [word("input_hash"), el("code", {}, run.input_hash)],
  ];
  const parts = [
    el("p", { class: "intro" }, word("method")),
    el("h3", {}, word("facts")),
    el(
      "dl",
      {},
      facts.map(([key, value]) => [el("dt", {}, key), el("dd", {}, value)]),
    ),
    el("h3", {}, word("news_sources")),
    el(
      "ul",
      { class: "names" },
      run.outlets.map(([name, count]) =>
        el("li", {}, el("b", {}, name), ` ${word("n_articles", { n: formatNumber(count) })}`),
      ),
    ),
    el("h3", {}, word("data_sources")),
    el(
      "ul",
      { class: "names" },
      run.credits.map(([what, name, licence, url]) =>
        el("li", {}, el("b", {}, what), " ", link(url, name), `, ${word("licence", { name: licence })}`),
      ),
    ),
    el("h3", {}, word("skipped")),
    run.skipped.length ? skippedList(run.skipped) : el("p", {}, word("skipped_none")),
  ];
  if (model.core.parts) parts.push(el("p", { class: "intro" }, word("parts_note", { name: model.core.parts.folder })));
  if (model.core.tiles) parts.push(el("p", { class: "intro" }, word("tiles_note")));
  parts.push(el("p", { class: "intro" }, word("keys")));
  fill(byId("tab-about"), parts);
}
