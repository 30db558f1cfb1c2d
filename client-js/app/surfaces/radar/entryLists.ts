import { type TemplateResult, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { radarWords } from "../../../src/words/en/radar.js";
import type { Entry, Sector } from "./radarBook.js";
import type { Spot } from "./radarLayout.js";
import { sectorChoice } from "./sectorChoice.js";

/** What may be done with an entry. */
export interface EntryActs {
  readonly move: (entry: Entry, sector: Sector) => void;
  readonly remove: (entry: Entry) => void;
}

/**
 * The same entries as in the picture, one list for each quadrant that has any. Without acts it is for
 * those who only look.
 */
export function entryLists(spots: readonly Spot[], acts: EntryActs | null): TemplateResult {
  const lists = radarWords().quadrants.flatMap((name, quadrant) => {
    const here = spots.filter(({ entry }) => entry.quadrant === quadrant);
    return here.length === 0 ? [] : [list(name, quadrant, here, acts)];
  });
  return html`<div class="entry-lists">${lists}</div>`;
}

function list(
  name: string,
  quadrant: number,
  spots: readonly Spot[],
  acts: EntryActs | null,
): TemplateResult {
  return html`<div>
    <h3 id="quadrant-${quadrant}">${name}</h3>
    <ul class="plain-list entries" aria-labelledby="quadrant-${quadrant}">
      ${repeat(
        spots,
        ({ entry }) => entry.id,
        (spot) => row(spot, acts),
      )}
    </ul>
  </div>`;
}

function row({ entry, number }: Spot, acts: EntryActs | null): TemplateResult {
  const words = radarWords();
  const { name, quadrant, ring } = entry;
  return html`<li>
    <span class="blip-number colour-${quadrant}">${number}</span>
    <bdi class="entry-name">${name}</bdi>
    ${acts === null ? html`<span class="badge">${words.rings[ring] ?? ""}</span>` : actsOn(entry, acts)}
  </li>`;
}

function actsOn(entry: Entry, { move, remove }: EntryActs): TemplateResult {
  const words = radarWords();
  const { name, quadrant, ring } = entry;
  return html`<button
      type="button"
      class="plain"
      aria-label=${words.removeOf(name)}
      @click=${() => {
        remove(entry);
      }}
    >
      ${words.remove}
    </button>
    <span class="entry-acts">
      ${sectorChoice("ring", {
        chosen: ring,
        label: words.ringOf(name),
        choose: (chosen) => {
          move(entry, { quadrant, ring: chosen });
        },
      })}
      ${sectorChoice("quadrant", {
        chosen: quadrant,
        label: words.quadrantOf(name),
        choose: (chosen) => {
          move(entry, { quadrant: chosen, ring });
        },
      })}
    </span>`;
}
