// What colours and lines mean, beside the picture.
import { make, say } from "./dom";
import type { Group } from "./groups";

/** The dash of a line that only lists give: a long one and a dot. */
export const LISTED = [8, 3, 1.5, 3];

/** The groups as buttons; the chosen one stands out in the picture. */
export function legend(
  groups: Map<string, Group>,
  group: string,
  choose: (key: string) => void,
): HTMLElement {
  const list = make("ul", { class: "legend" });
  list.setAttribute("aria-label", say("Grupper", "Groups"));
  for (const each of [...groups.values()].slice(0, 12)) {
    const dot = make("span", { class: "dot", "aria-hidden": "true" });
    dot.style.backgroundColor = each.colour;
    const chosen = each.key === group;
    const button = make("button", { type: "button", "aria-pressed": String(chosen) });
    button.append(dot, `${each.name} (${each.size})`);
    button.addEventListener("click", () => {
      choose(chosen ? "" : each.key);
    });
    list.append(make("li", {}, button));
  }
  return list;
}

/** How lines are to be read; those of lists where there are some. */
export function reading(listed: boolean): string {
  const lines = say(
    "En stiplet streg er mulig, ikke sikker; en tykkere er flere bånd.",
    "A dashed line is possible, not certain; a thicker one is several ties.",
  );
  if (!listed) return lines;
  return `${lines} ${say(
    "Streg og prik: kun lister siger det, intet belæg.",
    "Dash and dot: only lists say so, no evidence.",
  )}`;
}

/** What is said where lines are left out. */
export function undrawn(lines: number): string {
  return say(
    `${lines} streger er ikke tegnet, for de ville skjule hinanden: vælg en kommune, et land eller en gruppe.`,
    `${lines} lines are not drawn, for they would hide each other: choose a municipality, a country or a group.`,
  );
}
