// Small helpers: words, elements, dates. Foreign text enters the page through `textContent` only.

let words = {};
let language = "en";

/** Return an interface word; `{name}` in it is replaced by `values.name`. A dotted key looks into a table. */
function word(key, values = {}) {
  const found = key.split(".").reduce((table, part) => (table || {})[part], words);
  return String(found ?? key.split(".").pop()).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Tell whether the interface has this word. */
function hasWord(key) {
  return key.split(".").reduce((table, part) => (table || {})[part], words) !== undefined;
}

const byId = (id) => document.getElementById(id);

/** Make an element: attributes by name, `on…` as listeners; children are elements or text. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...worthy(children));
  return node;
}

/** Children to show: lists in lists are laid flat, null, undefined, false and "" fall out. */
const worthy = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");

/** Put new children into a node. */
const fill = (node, ...children) => node.replaceChildren(...worthy(children));

/** A link that opens a web page, or plain text when the address is anything else. */
function link(address, text) {
  if (!/^https?:\/\/[^\s/]/i.test(address || "")) return document.createTextNode(text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

// Days are counted as in Python's date.toordinal(): 1 is 0001-01-01.
const EPOCH = 719163; // 1970-01-01
const DAY_MS = 86400000;

const toDate = (day) => new Date((day - EPOCH) * DAY_MS);
const isoDay = (day) => toDate(day).toISOString().slice(0, 10);

function dayOfIso(text) {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / DAY_MS) + EPOCH;
}

const locale = () => (language === "en" ? "en-GB" : language);
const formats = new Map(); // making one takes longer than all else in a list item

function formatDay(day, options = { day: "numeric", month: "long", year: "numeric" }) {
  const key = locale() + Object.entries(options).join();
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }));
  return formats.get(key).format(toDate(day));
}

const SHORT_DAY = { day: "numeric", month: "short", year: "numeric" };

/** "3 January 2025", or "1 – 3 January 2025" for more than one day. */
function formatDays(first, last, options = { day: "numeric", month: "long", year: "numeric" }) {
  if (first === last) return formatDay(first, options);
  const sameYear = toDate(first).getUTCFullYear() === toDate(last).getUTCFullYear();
  const { year, ...yearless } = options;
  return `${formatDay(first, sameYear && year ? yearless : options)} – ${formatDay(last, options)}`;
}

function formatNumber(number) {
  if (!formats.has(locale())) formats.set(locale(), new Intl.NumberFormat(locale()));
  return formats.get(locale()).format(number);
}

/** Fill every `data-word`, `data-label`, `data-placeholder` of the frame in the current language. */
function fillFrame() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]"))
    node.setAttribute("aria-label", word(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]"))
    node.placeholder = word(node.dataset.placeholder);
}

const stillness = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const isPrinting = () => document.body.classList.contains("printing");
const isPhone = () => window.matchMedia("(max-width: 699px)").matches;
