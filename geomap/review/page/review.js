// One sitting: step through the queue, look at text and map, decide. Foreign text enters through `textContent` only.

const data = JSON.parse(byId("data").textContent);
const token = new URLSearchParams(location.search).get("token");
const base = readBase(data.base);
const REGION = [[44.2, 22.5], [52.5, 40.5]]; // south-west and north-east of Ukraine, lat and lon
const POINT_RADIUS_M = 500;
const DEEDS = [
  // deed, key, button, why as proposed, what the form says
  ["reviewed", "a", "Accept", "The text bears it out.", "It is coded as the text tells it; a claim stays a claim."],
  ["confirm", "c", "Confirm", "Seen in another source.", "You know that it happened: its status becomes “confirmed”."],
  ["retype", "t", "Type", "The text tells of another kind of act.", "What kind of act is it?"],
  ["move", "m", "Move", "The text means this place.", "Where was it? Search, type “lat, lon”, or click the map."],
  ["redate", "r", "Date", "The text gives another day.", "On which days was it?"],
  ["drop", "d", "Drop", "The text tells of no such act.", "The event is left out of every output."],
];
const STEPS = [["s", "Skip", () => step(1)], ["b", "Back", () => step(-1)]];

let at = 0; // place in the queue
let sheet = null; // what is shown of that event
let deed = null; // the decision whose form is open
let choices = []; // places offered in the form of a move
let marks = null; // Leaflet layer of the event
let proposal = null; // Leaflet layer of what is chosen in the form
let towns = [];
const saved = new Map(); // event id → decisions of this sitting

/** Ask the server; a refusal becomes an error with its words. */
async function ask(path, body) {
  const headers = { "X-Geomap-Token": token };
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  const told = await answer.json().catch(() => ({ error: `the server answers ${answer.status}` }));
  if (!answer.ok) throw new Error(told.error);
  return told;
}

function tell(text, isError = false) {
  byId("notice").textContent = text;
  byId("notice").className = isError ? "error" : "";
}

/** Run something that asks the server, and tell what went wrong. */
async function trying(action) {
  try {
    await action();
  } catch (error) {
    tell(`Not done: ${error.message}`, true);
  }
}

// --- the queue ---

function showQueue() {
  const items = data.queue.map((row, index) => {
    const done = saved.get(row.id);
    const label = [
      el("span", { class: "what" }, row.type),
      el("span", {}, [row.place || "no place", row.date].filter(Boolean).join(", ")),
      el("span", { class: "mark" }, done ? `✓ ${done.join(", ")}` : row.new ? "new" : ""),
    ];
    const attributes = { type: "button", "aria-current": index === at ? "true" : null, onclick: () => open(index) };
    return el("li", { class: done && "done" }, el("button", attributes, label));
  });
  fill(byId("rows"), items);
  byId("rows").children[at]?.scrollIntoView({ block: "nearest" });
  const decided = `${saved.size} decided, saved to ${data.file} as ${data.who}`;
  byId("progress").textContent = data.queue.length ? `${at + 1} of ${data.queue.length} · ${decided}` : "Nothing waits.";
}

function step(by) {
  if (at + by >= data.queue.length) return tell("That was the last. The next build applies what you decided.");
  if (at + by >= 0) open(at + by);
}

const open = (index) =>
  trying(async () => {
    const row = data.queue[index];
    const told = await ask(`/event/${encodeURIComponent(row.id)}`);
    at = index;
    sheet = told;
    closeForm();
    showQueue();
    showSheet();
    byId("head").focus({ preventScroll: true });
  });

// --- one event ---

function showSheet() {
  fill(byId("head"), sheet.type, " · ", sheet.place || "no place");
  const days = [...new Set([sheet.date, sheet.date_end].filter(Boolean))].join(" to ") || "no date";
  byId("when").textContent = [days, sheet.admin, sheet.local && `written “${sheet.local}”`].filter(Boolean).join(" · ");
  fill(byId("doubts"), sheet.doubts.map(([what, told]) => el("li", { "data-what": what }, told)));
  fill(byId("history"), sheet.history.map((line) => el("li", {}, line)));
  fill(byId("texts"), sheet.texts.map(articleNode));
  fill(byId("facts"), sheet.facts.map(factNodes));
  byId("texts").scrollTop = 0;
  document.querySelector("#texts mark")?.scrollIntoView({ block: "center" });
  document.body.dataset.event = sheet.id; // the event is there to be read
  showOnMap();
}

function articleNode(text) {
  const outlet = [text.source, text.side && `(${text.side})`].filter(Boolean).join(" ");
  const source = [outlet, text.published, text.reliability].filter(Boolean).join(", ");
  const cut = text.pieces.map(([piece, kind]) => (kind ? el("mark", { class: kind }, piece) : piece));
  const title = text.title && el("h3", { lang: text.lang }, link(text.url, text.title));
  return el("article", {}, title, el("p", { class: "source" }, source), el("div", { class: "text", lang: text.lang }, cut));
}

const factNodes = ([name, value, inferred]) => [
  el("dt", {}, name.replace(/^n_/, "").replaceAll("_", " ")),
  el("dd", {}, value, inferred && el("em", {}, " inferred")),
];

// --- the map ---

const map = L.map("map", { attributionControl: false, zoomSnap: 0.5, maxZoom: 14, minZoom: 4 });
map.createPane("ground").style.zIndex = 150;
const markIn = (view) => (spot) => ({ x: worldX(spot.lon) * view.scale - view.left, y: worldY(spot.lat) * view.scale - view.top, r: 8 });
const ground = canvasLayer("ground", (context, view) => {
  drawGround(context, view, base);
  drawNames(context, view, base, towns, [sheet, chosen()].filter((spot) => spot && spot.lat !== null).map(markIn(view)), []);
});
map.fitBounds(REGION);
ground.addTo(map);
new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(byId("map"));
map.on("click", (event) => sheet && choosePoint(event.latlng.lat, event.latlng.lng));

/** Turn packed differences of latitude and longitude into positions. */
function unpacked(numbers) {
  const out = [];
  for (let i = 0, lat = 0, lon = 0; i < numbers.length; i += 2)
    out.push([(lat += numbers[i]) / PACKED_UNITS, (lon += numbers[i + 1]) / PACKED_UNITS]);
  return out;
}

function areaLayer(area) {
  const style = { color: "#8a4b08", weight: 2, fillOpacity: 0.12, dashArray: "5 4", interactive: false };
  if (area.kind === "polygon") return L.polygon(area.parts.map((rings) => rings.map(unpacked)), style);
  if (area.kind === "line") return L.polyline(area.parts.map(unpacked), style);
  return L.circle(area.label, { ...style, radius: area.radius_m });
}

function pointLayer({ lat, lon, radius_m: radius }, colour) {
  const disc = { radius: radius || 0, color: colour, weight: 1, fillOpacity: 0.12, interactive: false };
  const dot = { radius: 7, color: "#ffffff", weight: 2, fillColor: colour, fillOpacity: 1, interactive: false };
  return L.featureGroup([L.circle([lat, lon], disc), L.circleMarker([lat, lon], dot)]);
}

function showOnMap() {
  marks?.remove();
  towns = readTowns(sheet.towns);
  marks = L.featureGroup(sheet.area ? [areaLayer(sheet.area)] : []);
  if (sheet.lat !== null && !sheet.area) marks.addLayer(pointLayer(sheet, "#8a4b08"));
  marks.addTo(map);
  if (sheet.area) map.fitBounds(marks.getBounds(), { padding: [20, 20], animate: false });
  else if (sheet.lat !== null) map.setView([sheet.lat, sheet.lon], 9, { animate: false });
  else map.fitBounds(REGION, { animate: false });
  ground.repaint();
}

/** The place chosen in the form of a move. */
function chosen() {
  return choices[byId("form").querySelector("[name=choice]:checked")?.value];
}

function showProposal(choice) {
  proposal?.remove();
  proposal = choice && choice.lat !== null ? pointLayer(choice, "#1f4e79").addTo(map) : null;
  const isFar = () => map.getZoom() < 7.5 || !map.getBounds().contains([choice.lat, choice.lon]);
  if (proposal && choice.id && isFar()) map.setView([choice.lat, choice.lon], 9, { animate: false });
  ground.repaint();
}

function choosePoint(lat, lon) {
  if (deed !== "move") openForm("move");
  const point = { name: "Point", kind: "", path: `${lat.toFixed(5)}, ${lon.toFixed(5)}`, lat, lon, radius_m: POINT_RADIUS_M };
  offer([point, ...choices.filter((choice) => choice.id)]);
}

// --- deciding ---

function openForm(name) {
  if (!sheet) return;
  closeForm();
  deed = name;
  const [, , title, why, hint] = DEEDS.find(([id]) => id === name);
  const said = el("input", { id: "why", name: "why", required: true, value: why, maxlength: 500 });
  fill(
    byId("form"),
    el("h3", {}, title, el("small", {}, ` ${hint}`)),
    FIELDS[name]?.(),
    el("label", { class: "why" }, "Why ", said),
    el("button", { type: "submit", class: "main" }, "Save ", el("kbd", {}, "Enter")),
    el("button", { type: "button", onclick: leaveForm }, "Cancel ", el("kbd", {}, "Esc")),
  );
  byId("form").hidden = false;
  showButtons();
  if (name === "move") offer(sheet.choices);
  const first = byId("form").querySelector(".first") || said;
  first.focus();
  first.select?.();
}

function closeForm() {
  deed = null;
  choices = [];
  showProposal(null);
  byId("form").hidden = true;
  fill(byId("form"));
  showButtons();
}

function leaveForm() {
  closeForm();
  byId("head").focus({ preventScroll: true });
}

const FIELDS = {
  retype() {
    const groups = data.types.map(([family, types]) =>
      el("optgroup", { label: family }, types.map(([id, label]) => el("option", { value: id, selected: id === sheet.type_id }, label))),
    );
    const definition = el("p", { class: "hint" });
    const tellMeaning = (id) => (definition.textContent = data.types.flatMap(([, types]) => types).find(([type]) => type === id)[2]);
    tellMeaning(sheet.type_id);
    return [el("label", {}, "Type ", el("select", { name: "type", class: "first", onchange: (e) => tellMeaning(e.target.value) }, groups)), definition];
  },
  redate() {
    const day = (name, value, first) => el("input", { type: "date", name, value, class: first && "first", required: first });
    return [
      el("label", {}, "First day ", day("date_start", sheet.date, true)),
      el("label", {}, "Last day ", day("date_end", sheet.date_end, false)),
    ];
  },
  move() {
    const search = el("input", { id: "search", type: "search", class: "first", value: sheet.local || sheet.place, onkeydown: searchOnEnter });
    return [
      el("label", {}, "Place ", search),
      el("button", { type: "button", onclick: searchPlaces }, "Search"),
      el("fieldset", { id: "choices" }, el("legend", { class: "hidden" }, "Places found")),
    ];
  },
};

function searchOnEnter(event) {
  if (event.key !== "Enter") return;
  event.preventDefault(); // it would save
  searchPlaces();
}

const searchPlaces = () =>
  trying(async () => {
    const query = byId("search").value.trim();
    const point = query.match(/^(-?\d+(?:\.\d+)?)[,;\s]+(-?\d+(?:\.\d+)?)$/);
    if (point) return choosePoint(Number(point[1]), Number(point[2]));
    const found = await ask(`/places?q=${encodeURIComponent(query)}`);
    if (deed !== "move") return;
    offer(found);
    tell(found.length ? `${found.length} places found` : `The gazetteer has no “${query}”`, !found.length);
    byId("choices").querySelector("input")?.focus();
  });

/** Offer places as radio buttons, the first chosen; digits choose too. */
function offer(places) {
  choices = places.slice(0, 9);
  const rows = choices.map((choice, index) =>
    el(
      "label",
      {},
      el("input", { type: "radio", name: "choice", value: index, checked: index === 0, onchange: () => showProposal(choice) }),
      el("kbd", {}, index + 1),
      el("span", {}, el("b", {}, choice.name), ` ${[choice.kind, choice.path].filter(Boolean).join(", ")}`),
    ),
  );
  fill(byId("choices"), el("legend", { class: "hidden" }, "Places found"), rows);
  showProposal(choices[0]);
}

function chooseByDigit(event) {
  const radio = /^[1-9]$/.test(event.key) && byId("choices")?.querySelectorAll("input")[event.key - 1];
  if (!radio) return;
  radio.checked = true;
  radio.focus();
  showProposal(choices[radio.value]);
}

function decision(form) {
  const told = { event: sheet.id, do: deed, why: form.get("why").trim() };
  if (deed !== "move") return { ...told, ...Object.fromEntries([...form].filter(([name, value]) => name !== "why" && value)) };
  const choice = choices[form.get("choice")];
  if (!choice) throw new Error("choose a place first");
  if (choice.id) return { ...told, place_id: choice.id };
  return { ...told, lat: Number(choice.lat.toFixed(6)), lon: Number(choice.lon.toFixed(6)), radius_m: choice.radius_m };
}

/** Save; after accepting or dropping go on, after a correction stay, as more may be wrong. */
const save = (event) =>
  trying(async () => {
    event.preventDefault();
    const told = decision(new FormData(byId("form")));
    const button = byId("form").querySelector("[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    await ask("/decide", told).finally(() => (button.disabled = false));
    saved.set(told.event, [...(saved.get(told.event) || []), told.do]);
    tell(`Saved: ${told.do} ${sheet.type}${sheet.place ? ` · ${sheet.place}` : ""}`);
    leaveForm();
    showQueue();
    if (["reviewed", "confirm", "drop"].includes(told.do) && at + 1 < data.queue.length) await open(at + 1);
  });

// --- buttons and keys ---

function showButtons() {
  const button = (key, label, action, pressed) =>
    el("button", { type: "button", "aria-keyshortcuts": key, "aria-pressed": pressed, onclick: action }, el("kbd", {}, key.toUpperCase()), ` ${label}`);
  fill(
    byId("buttons"),
    DEEDS.map(([id, key, label]) => button(key, label, () => openForm(id), String(deed === id))),
    STEPS.map(([key, label, action]) => button(key, label, action, null)),
  );
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && deed) return leaveForm();
  const typing = event.target.matches("input:not([type=radio]), select, textarea");
  if (typing || !sheet) return;
  if (deed === "move") chooseByDigit(event);
  const named = DEEDS.find(([, key]) => key === event.key.toLowerCase());
  const going = STEPS.find(([key]) => key === event.key.toLowerCase());
  if (!named && !going) return;
  event.preventDefault(); // the letter must not land in the field that gets the focus
  if (named) openForm(named[0]);
  else going[2]();
}

document.addEventListener("keydown", onKey);
byId("form").addEventListener("submit", save);
showQueue();
showButtons();
if (data.queue.length) open(0);
document.body.classList.add("ready");
