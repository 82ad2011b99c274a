// The slider of years beside the field of a day, which it sets; it can play.
import { make, say, still } from "./dom";
import type { Choice } from "./choice";
import { type NetworkDocument, once } from "./network";

// A year stands for its middle: what began or ended in spring is there, or gone, by then.
const MIDDLE = "-07-01";
const STEP = 900;

/** The first year that a document names, or this one. */
const firstYear = once((whole: NetworkDocument): number => {
  const years = whole.edges.flatMap((edge) =>
    [edge.first.earliest, edge.first.latest, edge.last.latest]
      .filter((day) => day !== null)
      .map((day) => Number(day.slice(0, 4))),
  );
  return years.reduce((a, b) => Math.min(a, b), new Date().getFullYear());
});

export class Years {
  readonly element = make("div", { class: "years", role: "group" });
  private readonly slider = make("input", { type: "range", id: "year", step: "1" });
  private readonly told = make("output", { for: "year" });
  private readonly play = make("button", { type: "button" });
  private readonly all = make("button", { type: "button" }, say("Alle år", "All years"));
  private playing = false;

  constructor(private readonly choice: Choice) {
    const label = make("label", { for: "year" }, say("År", "Year"));
    this.element.setAttribute("aria-label", say("Tid", "Time"));
    this.all.setAttribute("aria-pressed", "false");
    this.element.append(label, this.slider, this.told, this.play, this.all);
    this.slider.addEventListener("input", () => {
      this.tell(this.slider.value);
    });
    this.slider.addEventListener("change", () => void this.go(this.slider.value));
    this.play.addEventListener("click", () => void this.toggle());
    this.all.addEventListener("click", () => void this.go(""));
    // Before the years are known, the slider would mean other ones.
    this.slider.disabled = true;
    this.play.disabled = true;
    this.label();
  }

  /** Shows the years that the whole network spans, and the one that the form says. */
  show(whole: NetworkDocument): void {
    const now = new Date().getFullYear();
    this.slider.min = String(firstYear(whole));
    this.slider.max = String(now);
    const on = this.choice.get("on");
    this.slider.disabled = false;
    this.play.disabled = false;
    this.slider.value = on.slice(0, 4) || String(now);
    this.tell(on ? on.slice(0, 4) : "");
    this.all.setAttribute("aria-pressed", String(!on));
  }

  private tell(year: string): void {
    this.told.value = year || say("alle", "all");
    this.slider.setAttribute("aria-valuetext", this.told.value);
  }

  private async go(year: string): Promise<void> {
    await this.choice.set("on", year && year + MIDDLE);
  }

  private label(): void {
    this.play.textContent = this.playing ? say("Stop", "Stop") : say("Afspil", "Play");
  }

  private async toggle(): Promise<void> {
    this.playing = !this.playing;
    this.label();
    const last = Number(this.slider.max);
    let year = Number(this.slider.value);
    if (!this.choice.get("on") || year >= last) year = Number(this.slider.min) - 1;
    while (this.playing && year < last) {
      year += 1;
      this.slider.value = String(year);
      // Who asked for less motion sees every fifth year, with time to look.
      if (still() && year % 5 && year !== last) continue;
      await this.go(String(year));
      await new Promise((then) => setTimeout(then, still() ? 3 * STEP : STEP));
    }
    this.playing = false;
    this.label();
  }
}
