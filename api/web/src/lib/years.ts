// The slider of years beside the field of a day, which it sets; it can play.
import { make, say, still } from "./dom";
import type { Choice } from "./choice";

// A year stands for its middle: what began or ended in spring is there, or gone, by then.
const MIDDLE = "-07-01";
const STEP = 900;

export class Years {
  readonly element = make("div", { class: "years", role: "group" });
  private readonly slider = make("input", { type: "range", id: "year", step: "1" });
  private readonly told = make("output", { for: "year" });
  private readonly play = make("button", { type: "button" });
  private readonly all = make("button", { type: "button" }, say("Alle år", "All years"));
  private playing = false;
  /** The years, and the bars of them, as the page came with them; null where no year is known. */
  private readonly bars = document.getElementById("by-year");

  constructor(private readonly choice: Choice) {
    const label = make("label", { for: "year" }, say("År", "Year"));
    this.element.setAttribute("aria-label", say("Tid", "Time"));
    this.all.setAttribute("aria-pressed", "false");
    const span = make("div", { class: "span" }, this.slider, ...(this.bars ? [this.bars] : []));
    this.element.append(label, span, this.told, this.play, this.all);
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
  show(): void {
    const now = this.bars?.dataset["until"] ?? String(new Date().getFullYear());
    this.slider.min = this.bars?.dataset["since"] ?? now;
    this.slider.max = now;
    const on = this.choice.get("on");
    this.slider.disabled = false;
    this.play.disabled = false;
    this.slider.value = on.slice(0, 4) || now;
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
