// Land for maps: Natural Earth (public domain) at three levels of detail, each cut into tiles, so
// that a map takes the few small pieces that it shows, at the detail that its zoom can bear.
//
// The files: land/<level>/<column>_<row>.json, columns of tiles from 180° west, rows from 90° south,
// and land/levels.json, which says of each level how many degrees wide and high its tiles are, up to
// how many pixels a degree it serves, how many units a degree has, and which tiles there are. A tile
// is an array of rings, each a flat array: a longitude and a latitude in units, then what the next
// ones have more. Rings within rings are holes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

// Detail, in degrees, is about what one sees in half a pixel at the most pixels a degree. Tiles
// overlap, also in degrees, so that no seam is seen between two.
const LEVELS = [
  { atlas: "land-50m", degrees: 360, most: 9, units: 100, detail: 0.08, overlap: 0 },
  { atlas: "land-10m", degrees: 20, most: 30, units: 100, detail: 0.022, overlap: 0.4 },
  { atlas: "land-10m", degrees: 10, most: null, units: 1000, detail: 0, overlap: 0.1 },
];

/** Writes the tiles of all levels below a folder. */
export function writeLand(folder, atlases) {
  const levels = LEVELS.map(({ atlas, degrees, most, units, detail, overlap }, level) => {
    const rings = land(JSON.parse(readFileSync(join(atlases, `${atlas}.json`), "utf8")), detail);
    const into = join(folder, String(level));
    mkdirSync(into, { recursive: true });
    const tiles = [];
    for (const [name, parts] of cut(rings, degrees, overlap)) {
      const text = JSON.stringify(parts.map((ring) => inUnits(ring, units)).filter(Boolean));
      writeFileSync(join(into, `${name}.json`), text);
      tiles.push(name);
    }
    return { degrees, most, units, tiles };
  });
  writeFileSync(join(folder, "levels.json"), JSON.stringify(levels));
}

// Visvalingam and Whyatt's way: points go whose triangle with their neighbours is smallest.
function land(atlas, detail) {
  if (!detail) return flat(atlas);
  const least = detail ** 2;
  const weighed = presimplify(atlas);
  const simple = simplify(filter(weighed, filterWeight(weighed, least / 2)), least);
  return flat(simple);
}

// Rings on a plane of degrees: one that crosses 180° goes on there, and stands at both sides.
function flat(atlas) {
  return feature(atlas, atlas.objects.land)
    .features.flatMap(({ geometry: { type, coordinates } }) =>
      type === "Polygon" ? coordinates : coordinates.flat(),
    )
    .filter((ring) => !isNullIsland(ring))
    .map((ring) => unwound(ring.slice(0, -1)))
    .flatMap((ring) => [-360, 0, 360].map((turn) => ring.map(([x, y]) => [x + turn, y])))
    .filter((ring) => ring.some(([x]) => x >= -180 && x <= 180));
}

// Natural Earth marks 0° north, 0° east as a place of no country, which is no land.
function isNullIsland(ring) {
  return ring.every(([x, y]) => Math.abs(x) < 0.1 && Math.abs(y) < 0.1);
}

function unwound(ring) {
  let turns = 0;
  const made = ring.map(([x, y], at) => {
    if (at) turns -= 360 * Math.round((x - ring[at - 1][0]) / 360);
    return [x + turns, y];
  });
  // Antarctica goes round a pole: its ring is closed there.
  const [first, last] = [made[0], made.at(-1)];
  return Math.abs(last[0] - first[0]) > 180 ? [...made, [last[0], -90], [first[0], -90]] : made;
}

// Columns first: a tile is then cut from what is left of the world in its column.
function* cut(rings, degrees, overlap) {
  for (let column = 0; column < 360 / degrees; column += 1) {
    const west = column * degrees - 180;
    const strip = within(rings, 0, west - overlap, west + degrees + overlap);
    for (let row = 0; row < Math.max(180 / degrees, 1); row += 1) {
      const south = row * degrees - 90;
      const found = within(strip, 1, south - overlap, south + degrees + overlap);
      if (found.length) yield [`${column}_${row}`, found];
    }
  }
}

// The parts of rings between two lines across an axis (0 for longitude, 1 for latitude), by
// Sutherland and Hodgman: where several parts are left of one ring, edges of no breadth join them.
function within(rings, axis, low, high) {
  return rings
    .map((ring) => beyond(beyond(ring, axis, low, 1), axis, high, -1))
    .filter((ring) => ring.length > 2);
}

function beyond(ring, axis, edge, side) {
  const inside = (point) => (point[axis] - edge) * side >= 0;
  if (ring.every(inside)) return ring;
  return ring.flatMap((point, at) => {
    const before = ring.at(at - 1);
    if (inside(before) === inside(point)) return inside(point) ? [point] : [];
    const share = (edge - before[axis]) / (point[axis] - before[axis]);
    const crossing = before.map((each, index) => each + share * (point[index] - each));
    return inside(point) ? [crossing, point] : [crossing];
  });
}

function inUnits(ring, units) {
  const found = [];
  let [x, y] = [0, 0];
  for (const point of ring) {
    const [right, up] = point.map((degrees, at) => Math.round(degrees * units) - [x, y][at]);
    if (right || up || !found.length) found.push(right, up);
    [x, y] = [x + right, y + up];
  }
  return found.length > 4 ? found : null;
}
