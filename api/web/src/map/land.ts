// Land at the detail that the zoom can bear: tiles that the build cut, fetched as they come into
// view (api/web/land.mjs says how they are written).
import type { GeoProjection } from "d3-geo";

type Ring = [number, number][];

interface Level {
  degrees: number;
  most: number | null;
  units: number;
  tiles: string[];
}

const FOLDER = "/static/build/land";
// Places across and down at which the part of the earth that is seen is looked up.
const STEPS = 8;
const HALF = 180;

/** The land of a map; what is not there yet is asked for, and told when it has come. */
export class Land {
  private levels: Level[] = [];
  private readonly known = new Map<string, Ring[]>();
  private readonly asked = new Set<string>();

  constructor(private readonly come: () => void) {
    void this.begin();
  }

  private async begin(): Promise<void> {
    const found = await json<Level[]>(`${FOLDER}/levels.json`);
    if (!found) return;
    this.levels = found;
    this.come();
  }

  /** Fills the land that is seen, in the best detail that is at hand. */
  fill(context: CanvasRenderingContext2D, to: GeoProjection, size: [number, number]): void {
    const middle = -to.rotate()[0];
    // Each tile by itself, for tiles overlap.
    for (const tile of this.seen(to, size)) {
      context.beginPath();
      for (const ring of tile) {
        for (const part of turned(ring, middle)) follow(context, part, to);
      }
      context.fill("evenodd");
    }
  }

  private seen(to: GeoProjection, size: [number, number]): Ring[][] {
    const box = bounds(to, size);
    const fit = this.levels.findIndex((level) => level.most === null || box.scale <= level.most);
    for (let number = fit; number >= 0; number -= 1) {
      const tiles = this.tiles(number, box, number === fit);
      if (tiles) return tiles;
    }
    return [];
  }

  /** A level's tiles in view; null while one of them is still to come. */
  private tiles(number: number, box: Bounds, wanted: boolean): Ring[][] | null {
    const level = this.levels[number];
    if (!level) return null;
    const names = named(level, box);
    const found = names.map((name) => this.known.get(`${number}/${name}`));
    if (wanted || number === 0) names.forEach((name) => void this.ask(number, name, level));
    const there = found.filter((each) => each !== undefined);
    return there.length === found.length ? there : null;
  }

  private async ask(number: number, name: string, level: Level): Promise<void> {
    const key = `${number}/${name}`;
    if (this.asked.has(key)) return;
    this.asked.add(key);
    const found = await json<number[][]>(`${FOLDER}/${key}.json`);
    // A tile that does not come is a sea; the map goes on without it.
    this.known.set(
      key,
      (found ?? []).map((ring) => points(ring, level.units)),
    );
    this.come();
  }
}

interface Bounds {
  west: number;
  east: number;
  south: number;
  north: number;
  /** Pixels of a degree of latitude. */
  scale: number;
}

/** The part of the earth that is seen; longitudes go on beyond 180° from the middle of the map. */
function bounds(to: GeoProjection, [width, height]: [number, number]): Bounds {
  const middle = -to.rotate()[0];
  const found: [number, number][] = [];
  for (let across = 0; across <= STEPS; across += 1) {
    for (let down = 0; down <= STEPS; down += 1) {
      const place = to.invert?.([(across * width) / STEPS, (down * height) / STEPS]);
      if (place?.every(Number.isFinite) && onEarth(to, place, across, down, width, height)) {
        found.push([middle + nearest(place[0] - middle), place[1]]);
      }
    }
  }
  const scale = (to.scale() * Math.PI) / HALF;
  if (found.length < (STEPS + 1) ** 2) {
    return { west: middle - HALF, east: middle + HALF, south: -90, north: 90, scale };
  }
  const [lons, lats] = [found.map(([lon]) => lon), found.map(([, lat]) => lat)];
  return {
    west: Math.min(...lons) - 1,
    east: Math.max(...lons) + 1,
    south: Math.max(-90, Math.min(...lats) - 1),
    north: Math.min(90, Math.max(...lats) + 1),
    scale,
  };
}

/** Whether a point of the picture shows the earth: beside it the inverse gives another place. */
function onEarth(
  to: GeoProjection,
  place: [number, number],
  across: number,
  down: number,
  width: number,
  height: number,
): boolean {
  const back = to(place);
  if (!back) return false;
  const [x, y] = [(across * width) / STEPS, (down * height) / STEPS];
  return Math.hypot(back[0] - x, back[1] - y) < 1;
}

function nearest(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

/** The names of a level's tiles that meet a part of the earth. */
function named(level: Level, box: Bounds): string[] {
  const [size, columns] = [level.degrees, 360 / level.degrees];
  const there = new Set(level.tiles);
  const found = new Set<string>();
  for (let at = Math.floor((box.west + HALF) / size); at <= (box.east + HALF) / size; at += 1) {
    const column = ((at % columns) + columns) % columns;
    for (let row = Math.floor((box.south + 90) / size); row <= (box.north + 90) / size; row += 1) {
      if (there.has(`${column}_${row}`)) found.add(`${column}_${row}`);
    }
  }
  return [...found];
}

function points(ring: number[], units: number): Ring {
  const made: Ring = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < ring.length; at += 2) {
    x += ring[at] ?? 0;
    y += ring[at + 1] ?? 0;
    made.push([x / units, y / units]);
  }
  return made;
}

/** The parts of a ring within half a turn of the middle, where the map is not cut. */
function* turned(ring: Ring, middle: number): Generator<Ring> {
  const [west, east] = [middle - HALF + 1e-6, middle + HALF - 1e-6];
  for (const turn of [-360, 0, 360]) {
    const lons = ring.map(([lon]) => lon + turn);
    if (Math.max(...lons) < west || Math.min(...lons) > east) continue;
    const moved: Ring = ring.map(([lon, lat]) => [lon + turn, lat]);
    const part = cut(cut(moved, west, 1), east, -1);
    if (part.length > 2) yield part;
  }
}

/** What of a ring lies east (1) or west (-1) of a meridian, by Sutherland and Hodgman. */
function cut(ring: Ring, at: number, side: 1 | -1): Ring {
  const inside = ([lon]: [number, number]): boolean => (lon - at) * side >= 0;
  if (ring.every(inside)) return ring;
  return ring.flatMap((point, index): Ring => {
    const before = ring[(index + ring.length - 1) % ring.length] ?? point;
    const share = (at - before[0]) / (point[0] - before[0]);
    const crossing: Ring =
      inside(before) === inside(point) ? [] : [[at, before[1] + share * (point[1] - before[1])]];
    return inside(point) ? [...crossing, point] : crossing;
  });
}

function follow(context: CanvasRenderingContext2D, ring: Ring, to: GeoProjection): void {
  ring.forEach((point, index) => {
    const place = to(point);
    if (!place) return;
    if (index) context.lineTo(...place);
    else context.moveTo(...place);
  });
  context.closePath();
}

async function json<T>(address: string): Promise<T | null> {
  try {
    const answer = await fetch(address);
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}
