// What is told of a node or a line that is pointed at: its name, and a few words below it.
import { countryName, say } from "../lib/dom";
import type { NetworkEdge, NetworkNode } from "../lib/network";
import type { Line, Scene, Spot } from "./scene";

/** The name first, then what there is to say; null where nothing is pointed at. */
export function told(scene: Scene, spot: Spot | null, line: Line | null): string[] | null {
  if (spot) return spotTold(spot, scene);
  return line && lineTold(line, scene);
}

function spotTold(spot: Spot, scene: Scene): string[] {
  if (!spot.node) {
    const members = scene.lines.filter((line) => line.source === spot.id).length;
    return [spot.label, say(`${members} kommuner sammen`, `${members} municipalities together`)];
  }
  const country = spot.node.country ? countryName(spot.node.country) : "";
  return [spot.label, [country, partners(spot.node)].filter(Boolean).join(", ")];
}

function partners({ degree }: NetworkNode): string {
  if (degree === 1) return say("én partner", "one partner");
  return say(`${degree} partnere`, `${degree} partners`);
}

function lineTold(line: Line, scene: Scene): string[] {
  const ends = [line.source, line.target].map((end) => scene.spots.get(end)?.label ?? "");
  const several = new Set(line.ties.flatMap((tie) => tie.partnerships)).size;
  const count = several === 1 ? [] : [say(`${several} bånd`, `${several} ties`)];
  return [
    ends.join(" – "),
    [...count, certainty(line), since(line.ties)].filter(Boolean).join(", "),
  ];
}

function certainty(line: Line): string {
  if (line.listed) return say("kun lister siger det", "only lists say so");
  return line.certain ? say("sikkert", "certain") : say("måske", "possible");
}

/** The year by which a line certainly was there. */
function since(ties: NetworkEdge[]): string {
  const days = ties.flatMap((tie) => tie.first.latest ?? []).sort();
  const year = days[0]?.slice(0, 4);
  return year ? say(`senest fra ${year}`, `from ${year} at the latest`) : "";
}
