// Where names stand: none over a point, over another name or cut by the edge, and over as few lines
// as can be.

/** What is to be named: its place and reach in pixels, and how its name is written. */
export interface Named {
  x: number;
  y: number;
  reach: number;
  text: string;
  wide: number;
  tall: number;
}

export interface Written {
  named: Named;
  /** The left end of the line of text, and the height on which letters stand. */
  x: number;
  y: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
export type Segment = [x1: number, y1: number, x2: number, y2: number];

const GAP = 3;
const CELL = 48;
// Beyond this many lines, to count how many a name crosses takes longer than it helps.
const COUNTED = 400;

/** Boxes by the squares of the picture that they touch. */
class Taken {
  private readonly cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of Taken.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  meets(box: Box, own: Box | null): boolean {
    for (const key of Taken.keys(box))
      if (this.cells.get(key)?.some((other) => other !== own && overlap(box, other))) return true;
    return false;
  }

  private static *keys(box: Box): Generator<string> {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1)
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1)
        yield `${x} ${y}`;
  }
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

/**
 * Places for names, the first ones first; what has no room has none.
 *
 * @param wanted what is to be named, the most important first
 * @param points everything that no name may cover
 * @param lines what names cross as little of as they can
 * @param size width and height of the picture
 * @param most how many names there may be
 */
export function place(
  wanted: Named[],
  points: { x: number; y: number; reach: number }[],
  lines: Segment[],
  size: [number, number],
  most: number,
): Written[] {
  const taken = new Taken();
  const own = new Map(points.map((point) => [key(point), around(point)]));
  for (const box of own.values()) taken.add(box);
  const crossed = lines.length > COUNTED ? [] : lines;
  const found: Written[] = [];
  for (const named of wanted) {
    if (found.length >= most) break;
    const mine = own.get(key(named)) ?? null;
    const best = boxes(named)
      .filter((box) => inside(box, size) && !taken.meets(box, mine))
      .map((box) => ({ box, cost: crossed.filter((line) => cuts(line, box)).length }))
      .reduce<{ box: Box; cost: number } | null>(
        (so, each) => (so && so.cost <= each.cost ? so : each),
        null,
      );
    if (!best) continue;
    taken.add(best.box);
    found.push({ named, x: best.box.left, y: best.box.bottom - named.tall * 0.28 });
  }
  return found;
}

function key({ x, y }: { x: number; y: number }): string {
  return `${x} ${y}`;
}

function around({ x, y, reach }: { x: number; y: number; reach: number }): Box {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

function inside(box: Box, [width, height]: [number, number]): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
}

/** The boxes that a name may stand in: beside, below, above, and at the corners. */
function boxes({ x, y, reach, wide, tall }: Named): Box[] {
  const far = reach + GAP;
  const near = far * 0.75;
  const at = (left: number, top: number): Box => ({
    left,
    top,
    right: left + wide,
    bottom: top + tall,
  });
  return [
    at(x + far, y - tall / 2),
    at(x - far - wide, y - tall / 2),
    at(x - wide / 2, y + far),
    at(x - wide / 2, y - far - tall),
    at(x + near, y + near),
    at(x + near, y - near - tall),
    at(x - near - wide, y + near),
    at(x - near - wide, y - near - tall),
  ];
}

/** Whether a line goes through a box (Liang and Barsky's clipping). */
function cuts([x1, y1, x2, y2]: Segment, box: Box): boolean {
  let [enter, leave] = [0, 1];
  const sides: [number, number][] = [
    [x1 - x2, x1 - box.left],
    [x2 - x1, box.right - x1],
    [y1 - y2, y1 - box.top],
    [y2 - y1, box.bottom - y1],
  ];
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return false;
    if (step < 0) enter = Math.max(enter, room / step);
    else if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter < leave;
}
