// Unpacks the columns that geomap/export/map/columns.py packs.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const CODE = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) CODE[ALPHABET.charCodeAt(i)] = i;

/** Return the running sums of `steps`. */
function sums(steps, Kind = Int32Array) {
  const out = new Kind(steps.length);
  let last = 0;
  for (let i = 0; i < steps.length; i++) out[i] = last += steps[i];
  return out;
}

/** Return the codes of a column with a table as bytes. */
function unpackCodes(text) {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = CODE[text.charCodeAt(i)];
  return out;
}

/** Return the `n` values of a column. */
function unpack(column, n) {
  if ("all" in column) return new Array(n).fill(column.all);
  if ("list" in column) return column.list;
  if ("numbers" in column) return sums(column.numbers);
  if ("codes" in column) return Array.from(unpackCodes(column.codes), (code) => column.table[code]);
  if ("index" in column) return column.index.map((row) => column.table[row]);
  const out = new Array(n).fill(column.rest);
  const rows = sums(column.at);
  const values = unpack(column.values, rows.length);
  rows.forEach((row, i) => (out[row] = values[i]));
  return out;
}

/** Return a function from row to id. */
function unpackIds(column) {
  if (column.list) return (row) => column.list[row];
  const bytes = atob(column.base64),
    { bytes: width } = column;
  return (row) => {
    let id = "";
    for (let i = row * width; i < (row + 1) * width; i++) id += bytes.charCodeAt(i).toString(16).padStart(2, "0");
    return id;
  };
}
