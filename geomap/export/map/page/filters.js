// The families as a legend that filters, and the other filters as check boxes.

/** Draw the legend of families: each row switches all its types. */
function showFamilies(model, state, result, page) {
  const counts = new Uint32Array(model.families.length);
  model.types.forEach((_, type) => (counts[model.familyOfType[type]] += result.typeCount[type]));
  keepFocus(
    byId("families"),
    model.families.map((family, f) => {
      const types = model.types.filter((type) => type.family === family.id).map((type) => type.id);
      const off = types.every((type) => state.off.type.has(type));
      const label = word(`families.${family.id}`);
      return el(
        "button",
        {
          type: "button",
          "data-key": family.id,
          "aria-pressed": String(!off),
          onclick: () => page.toggle("type", types, off),
        },
        symbolIcon(family, 16),
        el("span", {}, label),
        el("b", {}, formatNumber(counts[f])),
      );
    }),
  );
}

/** Draw the other filters; a closed drawer is left as it is. */
function showFacets(model, state, page) {
  if (!byId("more").open) return;
  const fieldset = ([title, name, values]) =>
    el(
      "fieldset",
      {},
      el("legend", {}, word(title)),
      values.map(([value, label]) =>
        check(`${name}-${value}`, word(label), !state.off[name].has(value), () =>
          page.toggle(name, [value], state.off[name].has(value)),
        ),
      ),
    );
  const undated = check("undated", word("undated"), showsUndated(state), () =>
    page.set({ undated: !showsUndated(state) }),
  );
  const control = model.core.control
    ? check("control", word("control_name"), state.control, () => page.set({ control: !state.control }))
    : null;
  const units = model.core.units
    ? check("units", word("units_name"), state.units, () => page.set({ units: !state.units }))
    : null;
  keepFocus(byId("facets"), [
    sourceChoice(model, state, page),
    undated,
    control,
    units,
    ...model.facets().map(fieldset),
    el("button", { type: "button", class: "quiet", "data-key": "reset", onclick: () => page.reset() }, word("reset")),
  ]);
}

/** The filters that have a choice: [heading, facet, [[value, word], …]] of the values that occur. */
function facetsOf(model) {
  const occurring = ({ table, codes }) => {
    const found = new Set(codes);
    return table.filter((_, i) => found.has(i));
  };
  const choices = (column, words) => occurring(column).map((value) => [value, `${words}.${value}`]);
  return [
    ["type_heading", "type", choices(model.type, "types")],
    ["sides", "initiator", choices(model.initiator, "side")],
    ["status", "status", choices(model.status, "status_short")],
    ["modality", "modality", choices(model.modality, "modality_short")],
    ["where", "where", choices(model.spots.where, "where_short")],
  ];
}

function check(key, label, checked, onchange) {
  const box = el("input", { type: "checkbox", "data-key": key, onchange });
  box.checked = checked;
  return el("label", { class: "check" }, box, el("span", {}, label));
}

function sourceChoice(model, state, page) {
  const names = [...new Set(model.sources.table.flat())].sort();
  const select = el(
    "select",
    { "data-key": "source", onchange: (event) => page.set({ source: event.target.value }) },
    el("option", { value: "" }, word("any_source")),
    names.map((name) => el("option", { value: name }, name)),
  );
  select.value = names.includes(state.source) ? state.source : "";
  return el("label", { class: "source" }, el("span", {}, word("source")), select);
}

/** Put new children in place and give the focus back to the one with the same key. */
function keepFocus(box, children) {
  const key = box.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  fill(box, children);
  if (key) [...box.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key)?.focus();
}

/** The key: what fillings, hatches, circles and arrows mean. */
function showKey(model) {
  const fires = model.families.find((family) => family.id === "fires") || model.families[0];
  const look = (fill, dashed = false) => ({ colour: "#44505c", shape: "circle", fill, dashed });
  const drawn = (draw) => ({ draw });
  const rows = [
    [look("solid"), "key_solid"],
    [look("hollow"), "key_hollow"],
    [look("half"), "key_half"],
    [look("slash"), "key_slash"],
    [look("solid", true), "key_dashed"],
    [drawn((c, s) => drawStack(c, s / 2, s / 2, s * 0.46, [2, 3, 2], model.families.slice(1, 4), 7)), "key_stack"],
    [drawn((c, s) => keyDisc(c, s, fires.colour)), "key_disc"],
    [drawn((c, s) => c.drawImage(hatchSquare("#44505c"), 2, 3, s - 4, s - 6)), "key_area"],
    [drawn((c, s) => drawTowards(c, s / 2, s / 2, -1.5, "#44505c")), "key_arrow"],
  ];
  const list = rows.map(([icon, key]) => el("li", {}, symbolIcon(icon, 22), word(key)));
  const held = new Set(
    (model.core.control?.days || []).flatMap(([, drawings]) => drawings.map((drawing) => drawing.side)),
  );
  for (const [side, key] of [
    ["RU", "key_ru"],
    ["UA", "key_ua"],
    ["contested", "key_contested"],
    ["unknown", "key_unknown"],
  ])
    if (held.has(side))
      list.push(
        el(
          "li",
          {},
          symbolIcon(
            drawn((c, s) => keyControl(c, s, CONTROL[side])),
            22,
          ),
          word(key),
        ),
      );
  byId("key-rows").replaceChildren(el("ul", {}, list), el("p", { id: "control-day" }));
}

function keyDisc(context, size, colour) {
  context.beginPath();
  context.arc(size / 2, size / 2, size * 0.43, 0, 2 * Math.PI);
  context.fillStyle = `${colour}22`;
  context.fill();
  context.setLineDash([3, 2]);
  context.strokeStyle = colour;
  context.stroke();
}

function keyControl(context, size, { fill, line }) {
  context.fillStyle = fill;
  context.strokeStyle = line;
  context.fillRect(2, 4, size - 4, size - 8);
  context.strokeRect(2, 4, size - 4, size - 8);
}
