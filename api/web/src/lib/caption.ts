// What a saved picture shows, and how it is cited.
import { danish, say } from "./dom";
import type { NetworkDocument } from "./network";

/** A line that says what the picture shows and how to cite it. */
export function caption(shown: NetworkDocument): string {
  const parameters = Object.entries(shown.parameters).map(([name, value]) => `${name}=${value}`);
  const day = new Intl.DateTimeFormat(danish ? "da" : "en-GB", { dateStyle: "long" });
  const seen = say(`Set ${day.format()}`, `Seen on ${day.format()}`);
  const where = location.origin + location.pathname + location.search;
  return `${shown.citation}, ${shown.generation}. ${parameters.join("; ")}. ${seen}, ${where}. ${shown.licence}`;
}

/** A text in lines that are no wider than there is room. */
export function wrapped(text: string, room: number, wide: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && wide(longer) > room) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}
