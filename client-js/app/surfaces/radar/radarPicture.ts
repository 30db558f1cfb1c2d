import { type SVGTemplateResult, type TemplateResult, html, nothing, svg } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { radarWords } from "../../../src/words/en/radar.js";
import type { BlipDrag } from "./blipDrag.js";
import type { EntryActs } from "./entryLists.js";
import { RADIUS, RING_EDGES, type Spot } from "./radarLayout.js";
import { sectorByKey } from "./sectorByKey.js";

const BLIP = 12;
/** Where the names of the quadrants stand: above and below the rings. */
const CAPTION = RADIUS + 22;

/** Rings, quadrants and entries as a drawing; writers move entries in it, by pointer and arrow keys. */
export function radarPicture(
  spots: readonly Spot[],
  acts: EntryActs | null,
  drag: BlipDrag,
): TemplateResult {
  const words = radarWords();
  return html`<svg
    class="radar-picture"
    viewBox="-200 -222 400 444"
    role=${acts === null ? "img" : "group"}
    aria-label=${words.picture}
  >
    ${[...RING_EDGES].reverse().map((edge) => svg`<circle class="ring" r=${edge} />`)}
    <path class="cross" d="M${-RADIUS} 0H${RADIUS}M0 ${-RADIUS}V${RADIUS}" />
    ${RING_EDGES.map((edge, ring) => ringName(words.rings[ring] ?? "", edge))}
    ${words.quadrants.map(quadrantName)}
    ${repeat(
      spots,
      ({ entry }) => entry.id,
      (spot) => blip(spot, acts, drag),
    )}
  </svg>`;
}

function ringName(name: string, edge: number): SVGTemplateResult {
  return svg`<text class="ring-name" y=${-edge + 14} aria-hidden="true">${name}</text>`;
}

function quadrantName(name: string, quadrant: number): SVGTemplateResult {
  const isRight = quadrant === 0 || quadrant === 1;
  const isUpper = quadrant === 0 || quadrant === 3;
  return svg`<text
    class="quadrant-name"
    x=${isRight ? 198 : -198}
    y=${isUpper ? -CAPTION + 8 : CAPTION}
    text-anchor=${isRight ? "end" : "start"}
    aria-hidden="true"
  >${name}</text>`;
}

function blip(
  { entry, number, x, y }: Spot,
  acts: EntryActs | null,
  drag: BlipDrag,
): SVGTemplateResult {
  const words = radarWords();
  const { quadrant, ring, name } = entry;
  const label = words.place(name, words.rings[ring] ?? "", words.quadrants[quadrant] ?? "");
  return svg`<g
    class="blip colour-${quadrant}"
    transform="translate(${x} ${y})"
    role=${acts === null ? nothing : "button"}
    tabindex=${acts === null ? nothing : 0}
    @pointerdown=${(event: PointerEvent) => {
      if (acts !== null) {
        drag.begin(event, entry);
      }
    }}
    @pointermove=${(event: PointerEvent) => {
      drag.go(event);
    }}
    @pointerup=${(event: PointerEvent) => {
      const sector = drag.end(event, entry);
      if (sector !== null) {
        acts?.move(entry, sector);
      }
    }}
    @lostpointercapture=${() => {
      drag.stop();
    }}
    aria-describedby=${acts === null ? nothing : "radar-hint"}
    @keydown=${(event: KeyboardEvent) => {
      const sector = sectorByKey(entry, event.key);
      if (acts !== null && sector !== null) {
        event.preventDefault();
        acts.move(entry, sector);
      }
    }}
  ><title>${label}</title><circle r=${BLIP} /><text y="4">${number}</text></g>`;
}
