import { type TemplateResult, html } from "lit";
import { live } from "lit/directives/live.js";

import { radarWords } from "../../../src/words/en/radar.js";

interface Choice {
  readonly chosen: number;
  /** What screen readers call it where no label stands beside it. */
  readonly label?: string;
  readonly choose?: (place: number) => void;
}

/** A choice among the quadrants or the rings. */
export function sectorChoice(
  of: "quadrant" | "ring",
  { chosen, label, choose }: Choice,
): TemplateResult {
  const words = radarWords();
  const names = of === "quadrant" ? words.quadrants : words.rings;
  const options = names.map(
    (name, i) => html`<option value=${i} ?selected=${i === chosen}>${name}</option>`,
  );
  // In the form it is the person’s own; in the list it shows what is so, whoever chose it.
  return choose === undefined
    ? html`<select name=${of}>
        ${options}
      </select>`
    : html`<select
        aria-label=${label ?? ""}
        .value=${live(String(chosen))}
        @change=${({ target }: Event) => {
          choose(Number((target as HTMLSelectElement).value));
        }}
      >
        ${options}
      </select>`;
}
