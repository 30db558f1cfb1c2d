import type { LitElement } from "lit";

import type { Entry, Sector } from "./radarBook.js";
import { sectorAt, type Spot } from "./radarLayout.js";

interface Dragged {
  readonly id: string;
  /** In the picture’s units; null until the pointer has moved. */
  readonly at: DOMPoint | null;
}

/** The entry that a pointer moves in the picture; where it is let go, it stays. */
export class BlipDrag {
  readonly #element: LitElement;
  #dragged: Dragged | null = null;

  constructor(element: LitElement) {
    this.#element = element;
  }

  /** The spot, or where the pointer has brought it. */
  moved(spot: Spot): Spot {
    const at = this.#dragged?.id === spot.entry.id ? this.#dragged.at : null;
    return at === null ? spot : { ...spot, x: at.x, y: at.y };
  }

  begin(event: PointerEvent, { id }: Entry): void {
    if (event.isPrimary && event.button === 0) {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      this.#hold({ id, at: null });
    }
  }

  go(event: PointerEvent): void {
    if (this.#dragged !== null && event.isPrimary) {
      this.#hold({ ...this.#dragged, at: pointIn(event) });
    }
  }

  /** Where the entry is let go; null if it has not left its sector. */
  end(event: PointerEvent, { id, quadrant, ring }: Entry): Sector | null {
    const at = event.isPrimary && this.#dragged?.id === id ? this.#dragged.at : null;
    this.stop();
    const sector = at === null ? null : sectorAt(at.x, at.y);
    return sector?.quadrant === quadrant && sector.ring === ring ? null : sector;
  }

  stop(): void {
    this.#hold(null);
  }

  #hold(dragged: Dragged | null): void {
    this.#dragged = dragged;
    this.#element.requestUpdate();
  }
}

function pointIn({ currentTarget, clientX, clientY }: PointerEvent): DOMPoint | null {
  const toScreen = (currentTarget as SVGGElement).ownerSVGElement?.getScreenCTM();
  return toScreen ? new DOMPoint(clientX, clientY).matrixTransform(toScreen.inverse()) : null;
}
