// Web Mercator: the world is the unit square, x to the east, y to the south.

const worldX = (lon) => lon / 360 + 0.5;

function worldY(lat) {
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

const latOfWorldY = (y) => (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90;
const worldPixels = (zoom) => 256 * 2 ** zoom;

/** How many pixels a metre is at a latitude (given as world y) and zoom. */
function pixelsPerMetre(y, zoom) {
  return worldPixels(zoom) / (40075016.7 * Math.cos((latOfWorldY(y) * Math.PI) / 180));
}

const PACKED_UNITS = 10000; // of a degree, in the lists of shapes.py
const BASE_UNITS = 1000; // in those of the basemap

/** Turn a packed ring or line into world positions [x0, y0, x1, y1, …] with its bounds. */
function unpackLine(numbers, units = PACKED_UNITS) {
  const xy = new Float64Array(numbers.length);
  let lat = 0,
    lon = 0,
    west = 2,
    east = -1,
    north = 2,
    south = -1;
  for (let i = 0; i < numbers.length; i += 2) {
    lat += numbers[i];
    lon += numbers[i + 1];
    const x = (xy[i] = worldX(lon / units)),
      y = (xy[i + 1] = worldY(lat / units));
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < north) north = y;
    if (y > south) south = y;
  }
  return { xy, west, east, north, south };
}

const unpackPolygons = (polygons, units) => polygons.flat().map((ring) => unpackLine(ring, units));
