import { type TemplateResult, html } from "lit";

import { announce } from "../../../src/elements/announcer.js";
import { LightElement } from "../../lightElement.js";
import { textOf, wordsIn } from "../../../src/elements/formText.js";
import { type BoardWords, boardWords } from "../../../src/words/en/board.js";
import { MOST_NOTE_CHARS, type Note, onBoard, type Place } from "./noteBook.js";
import { sendOnEnter } from "./sendOnEnter.js";

export interface NoteMove {
  readonly id: string;
  readonly place: Place;
}

const STEP = 16;
type Way = keyof BoardWords["movedNews"];
const STEPS: Readonly<Record<string, readonly [x: number, y: number, way: Way]>> = {
  ArrowLeft: [-STEP, 0, "left"],
  ArrowRight: [STEP, 0, "right"],
  ArrowUp: [0, -STEP, "up"],
  ArrowDown: [0, STEP, "down"],
};
/** With Shift. */
const FAR = 8;

/** One note on the board. It changes nothing itself: it tells the board what is wanted. */
export class LkNote extends LightElement {
  static override readonly properties = {
    note: { attribute: false },
    place: { attribute: false },
    author: { attribute: false },
    colour: { attribute: false },
    mayWrite: { attribute: false },
    editing: { state: true },
    held: { state: true },
  };

  declare note: Note;
  /** Where it is shown: somebody may be dragging it. */
  declare place: Place;
  declare author: string;
  declare colour: string;
  declare mayWrite: boolean;
  declare editing: boolean;
  /** While it is dragged here: where it is. */
  declare held: Place | null;
  /** Of the pointer, from the note's upper left corner. */
  #grip: Place = { x: 0, y: 0 };

  constructor() {
    super();
    this.editing = false;
    this.held = null;
  }

  override render(): TemplateResult {
    const { note } = this;
    const { x, y } = this.held ?? this.place;
    this.className = `note paper-${String(note.paper)} colour-${this.colour}`;
    this.style.left = `${String(x)}px`;
    this.style.top = `${String(y)}px`;
    return html`
      ${this.mayWrite ? this.#handle() : html`<span class="handle"></span>`}
      ${this.editing && this.mayWrite ? this.#form() : html`<p><bdi>${note.text}</bdi></p>`}
      <footer>
        <bdi>${this.author}</bdi>
        ${this.mayWrite && !this.editing ? this.#buttons() : ""}
      </footer>
    `;
  }

  #handle(): TemplateResult {
    return html`<button
      type="button"
      class="handle"
      aria-label=${boardWords().move(this.note.text)}
      aria-describedby="note-hint"
      @keydown=${this.#onKey}
      @pointerdown=${this.#onGrip}
      @pointermove=${this.#onDrag}
      @pointerup=${this.#onDrop}
      @pointercancel=${this.#onCancel}
    ></button>`;
  }

  #buttons(): TemplateResult {
    const { text, paper } = this.note;
    const words = boardWords();
    return html`
      <span class="note-buttons">
        ${this.#button(words.colour, words.colourOf(words.papers[paper] ?? "", text), () => {
          this.#tell("note-paint");
        })}
        ${this.#button(words.edit, words.editOf(text), () => {
          this.#edit();
        })}
        ${this.#button(words.delete, words.deleteOf(text), () => {
          this.#tell("note-remove");
        })}
      </span>
    `;
  }

  #button(shown: string, name: string, run: () => void): TemplateResult {
    return html`<button type="button" class="plain" aria-label=${name} @click=${run}>
      ${shown}
    </button>`;
  }

  #form(): TemplateResult {
    return html`<form @submit=${this.#onWrite}>
      <textarea
        name="text"
        aria-label=${boardWords().textOfNote}
        maxlength=${MOST_NOTE_CHARS}
        required
        .value=${this.note.text}
        @input=${wordsIn}
        @keydown=${this.#onEditKey}
      ></textarea>
      <button class="plain">${boardWords().save}</button>
    </form>`;
  }

  #edit(): void {
    this.editing = true;
    void this.updateComplete.then(() => {
      this.querySelector("textarea")?.focus();
    });
  }

  #stopEditing(): void {
    this.editing = false;
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>(".handle")?.focus();
    });
  }

  readonly #onWrite = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#tell("note-write", textOf(new FormData(event.target as HTMLFormElement), "text"));
    this.#stopEditing();
  };

  readonly #onEditKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.preventDefault();
      this.#stopEditing();
    } else {
      sendOnEnter(event);
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const [x, y, way] = step;
      const times = event.shiftKey ? FAR : 1;
      this.#move("note-move", { x: this.place.x + x * times, y: this.place.y + y * times });
      announce(boardWords().movedNews[way]);
      this.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };

  readonly #onGrip = (event: PointerEvent): void => {
    if (event.button === 0) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      this.#grip = { x: event.clientX - this.place.x, y: event.clientY - this.place.y };
      this.held = this.place;
    }
  };

  readonly #onDrag = (event: PointerEvent): void => {
    if (this.held !== null) {
      this.held = onBoard({ x: event.clientX - this.#grip.x, y: event.clientY - this.#grip.y });
      this.#move("note-drag", this.held);
    }
  };

  readonly #onDrop = (): void => {
    if (this.held !== null) {
      this.#move("note-move", this.held);
      this.held = null;
    }
  };

  readonly #onCancel = (): void => {
    if (this.held !== null) {
      this.held = null;
      this.#move("note-move", this.place);
    }
  };

  #move(type: "note-drag" | "note-move", place: Place): void {
    this.#tell(type, { id: this.note.id, place: onBoard(place) });
  }

  #tell(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("lk-note", LkNote);
