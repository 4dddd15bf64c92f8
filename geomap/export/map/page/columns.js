// Unpacks the columns that geomap/export/map/columns.py packs.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const CODE = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i++) CODE[ALPHABET.charCodeAt(i)] = i;

/** Return the whole numbers of `text`: base64 of differences in bytes of seven bits, the sign in the lowest. */
function unpackNumbers(text) {
  const bytes = atob(text),
    out = new Int32Array(bytes.length);
  let n = 0,
    last = 0,
    step = 0,
    shift = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i);
    step |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    out[n++] = last += (step >>> 1) ^ -(step & 1);
    step = shift = 0;
  }
  return out.slice(0, n);
}

/** Return the codes of a column with a table as bytes. */
function unpackCodes(text) {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = CODE[text.charCodeAt(i)];
  return out;
}

/** Return the `n` values of a column as a table of different values and a code a row. */
function coded(column, n) {
  if ("all" in column) return { table: [column.all], codes: new Uint8Array(n) };
  if ("codes" in column) return { table: column.table, codes: unpackCodes(column.codes) };
  if ("index" in column) return { table: column.table, codes: unpackNumbers(column.index) };
  if ("rest" in column) return codedExceptions(column, n);
  const table = [],
    known = new Map();
  const code = (key, value) => known.get(key) ?? (known.set(key, table.push(value) - 1), table.length - 1);
  return { codes: Int32Array.from(unpack(column, n), (value) => code(JSON.stringify(value), value)), table };
}

/** A column most of whose rows have the value with code 0. */
function codedExceptions(column, n) {
  const rows = unpackNumbers(column.at),
    values = coded(column.values, rows.length),
    codes = new (values.table.length < 256 ? Uint8Array : Int32Array)(n);
  rows.forEach((row, i) => (codes[row] = values.codes[i] + 1));
  return { table: [column.rest, ...values.table], codes };
}

/** Return the `n` values of a column. */
function unpack(column, n) {
  if ("list" in column) return column.list;
  if ("numbers" in column) return unpackNumbers(column.numbers);
  const { table, codes } = coded(column, n);
  return Array.from(codes, (code) => table[code]);
}

/** Return a function from row to value; it holds the column as small as it came. */
function reader(column, n) {
  if ("list" in column || "numbers" in column) {
    const values = unpack(column, n);
    return (row) => values[row];
  }
  const { table, codes } = coded(column, n);
  return (row) => table[codes[row]];
}

const toHex = (bytes) => Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");

/** Return the ids of a column: `of(row)`, and `row(id)`, which is -1 for an id that is not there. */
function readIds(column) {
  if (column.list) return { of: (row) => column.list[row], row: (id) => column.list.indexOf(id) };
  const all = atob(column.base64),
    { bytes: width } = column;
  return {
    of: (row) => toHex(all.slice(row * width, (row + 1) * width)),
    row: (id) => (new RegExp(`^[0-9a-f]{${2 * width}}$`).test(id) ? findBytes(all, id, width) / width : -1),
  };
}

/** Where the bytes of a hexadecimal id begin in a text of ids of equal width; a negative number for nowhere. */
function findBytes(all, id, width) {
  const wanted = id.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)));
  let at = all.indexOf(wanted);
  while (at >= 0 && at % width) at = all.indexOf(wanted, at + 1);
  return at < 0 ? -width : at;
}
