import { type SVGTemplateResult, type TemplateResult, html, nothing, svg } from "lit";

import type { Session } from "../../../src/index.js";
import { memberColour } from "../../../src/elements/people/memberColour.js";
import { shownName } from "../../../src/elements/roles.js";
import { listed, numberText } from "../../../src/words/lists.js";
import { boardWords } from "../../../src/words/en/board.js";
import { roleWords } from "../../../src/words/en/roles.js";
import { LightElement } from "../../lightElement.js";
import { BOARD_SIZE, type Place } from "./noteBook.js";
import { goOn, MOST_POINTS, pathOf, type Sketch, type Stroke } from "./sketch.js";

/** What everybody has drawn, over the notes; takes the pointer while this member draws. */
export class LkPenLayer extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    sketch: { attribute: false },
    drawing: { attribute: false },
    points: { state: true },
  };

  declare session: Session;
  declare sketch: Sketch;
  declare drawing: boolean;
  /** Of the line under the pen; nobody else sees it before it is finished. */
  declare points: readonly Place[];
  #stopListening = (): void => undefined;

  constructor() {
    super();
    this.points = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => {
      const draw = (): void => {
        this.requestUpdate();
      };
      this.#stopListening = this.sketch.onChange(draw);
      draw();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening();
  }

  override render(): TemplateResult {
    const strokes = this.sketch.list();
    const name = strokes.length === 0 ? null : this.#name(strokes);
    return html`<svg
      class="sketch ${this.drawing ? "drawing" : ""}"
      width=${BOARD_SIZE.x}
      height=${BOARD_SIZE.y}
      role=${name === null ? nothing : "img"}
      aria-label=${name ?? nothing}
      aria-hidden=${name === null ? "true" : nothing}
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
      @pointerup=${this.#onUp}
      @pointercancel=${this.#onCancel}
    >
      ${strokes.map((stroke) => this.#line(stroke))}
      ${this.#line({ by: this.session.self.id, points: this.points })}
    </svg>`;
  }

  #line({ by, points }: Stroke): SVGTemplateResult {
    const colour = memberColour(this.session.members.list(), by);
    const path = pathOf(points);
    // On light paper and on a dark board: each line has an edge in the colour of the board.
    return svg`<path class="edge" d=${path} /><path class="colour-${colour}" d=${path} />`;
  }

  #name(strokes: readonly Stroke[]): string {
    const { members, role } = this.session;
    const names = [...new Set(strokes.map(({ by }) => by))].map((id) => {
      const member = members.list().find((it) => it.id === id);
      return member === undefined ? roleWords().unknown : shownName(member, role);
    });
    return boardWords().strokes(strokes.length, numberText(strokes.length), listed(names));
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (this.drawing && event.isPrimary && event.button === 0) {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      this.points = goOn([], placeIn(event));
    }
  };

  readonly #onMove = (event: PointerEvent): void => {
    if (this.points.length > 0 && event.isPrimary) {
      this.points = goOn(this.points, placeIn(event));
      if (this.points.length >= MOST_POINTS) {
        const last = this.points.slice(-1);
        this.#finish();
        this.points = last;
      }
    }
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (event.isPrimary) {
      this.#finish();
    }
  };

  readonly #onCancel = (): void => {
    this.points = [];
  };

  #finish(): void {
    if (this.points.length > 0 && this.drawing) {
      this.sketch.draw({ by: this.session.self.id, points: this.points });
    }
    this.points = [];
  }
}

function placeIn({ currentTarget, clientX, clientY }: PointerEvent): Place {
  const { left, top } = (currentTarget as Element).getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

customElements.define("lk-pen-layer", LkPenLayer);
