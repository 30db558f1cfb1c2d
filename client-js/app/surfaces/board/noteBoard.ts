import { type TemplateResult, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Member, Session } from "../../../src/index.js";
import { roleWords } from "../../../src/words/en/roles.js";
import { boardWords } from "../../../src/words/en/board.js";
import { announce } from "../../../src/elements/announcer.js";
import { LightElement } from "../../lightElement.js";
import { memberColour } from "../../../src/elements/people/memberColour.js";
import { shownName } from "../../../src/elements/roles.js";
import { textOf, wordsIn } from "../../../src/elements/formText.js";
import type { BoardDocument } from "./boardDocument.js";
import { type BoardVisitor, showActivity, visitors } from "./boardPresence.js";
import { freePlace } from "./freePlace.js";
import { undoByKey } from "../historyButtons.js";
import { BOARD_SIZE, MOST_NOTE_CHARS, type Note, PAPERS, type Place } from "./noteBook.js";
import "./noteCard.js";
import type { NoteMove } from "./noteCard.js";
import "./penLayer.js";
import { sendOnEnter } from "./sendOnEnter.js";

/** Sticky notes of everybody, live, with the pointers of the others over them. */
export class LkNoteBoard extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    board: { attribute: false },
    mayWrite: { attribute: false },
    drawing: { state: true },
  };

  declare session: Session;
  declare board: BoardDocument;
  declare mayWrite: boolean;
  /** The pen is in hand: the pointer draws and moves no notes. */
  declare drawing: boolean;
  #stopListening = (): void => undefined;

  constructor() {
    super();
    this.drawing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => {
      this.#listen();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening();
    showActivity(this.board.provider.awareness, null);
  }

  override render(): TemplateResult {
    const { sketch } = this.board;
    const notes = this.board.notes.list();
    const members = this.session.members.list();
    const others = visitors(this.board.provider.awareness);
    const words = boardWords();
    return html`
      ${this.mayWrite ? [this.#form(), this.#pen()] : ""}
      <div
        class="note-board"
        role="region"
        aria-label=${words.boardOfNotes}
        tabindex="0"
        @keydown=${this.#onKey}
      >
        <div
          class="note-field"
          .style=${`width: ${String(BOARD_SIZE.x)}px; height: ${String(BOARD_SIZE.y)}px`}
          @pointermove=${this.#onPointer}
          @pointerleave=${this.#onPointerGone}
        >
          <div class="notes" role="list" aria-label=${words.notes}>
            ${repeat(
              notes,
              (note) => note.id,
              (note) => this.#card(note, members, others),
            )}
          </div>
          <lk-pen-layer
            .session=${this.session}
            .sketch=${this.board.sketch}
            .drawing=${this.drawing && this.mayWrite}
          ></lk-pen-layer>
          ${others.map((visitor) => pointer(visitor, members, this.session))}
        </div>
        ${notes.length === 0 && sketch.list().length === 0 ? html`<p class="quiet nothing">${words.nothing}</p>` : ""}
      </div>
    `;
  }

  #form(): TemplateResult {
    const words = boardWords();
    return html`
      <form class="new-note" @submit=${this.#onAdd}>
        <label class="visually-hidden" for="new-note">${words.newNote}</label>
        <textarea
          id="new-note"
          name="text"
          rows="1"
          maxlength=${MOST_NOTE_CHARS}
          required
          placeholder=${words.writeNote}
          aria-describedby="note-hint"
          @input=${wordsIn}
          @keydown=${sendOnEnter}
        ></textarea>
        <button class="primary">${words.add}</button>
        <p id="note-hint" class="quiet">${words.hint}</p>
      </form>
    `;
  }

  #pen(): TemplateResult {
    const words = boardWords();
    return html`<div class="pen-bar">
      <button
        type="button"
        aria-pressed=${String(this.drawing)}
        @click=${() => {
          this.drawing = !this.drawing;
        }}
      >
        ${words.pen}
      </button>
      ${this.drawing ? html`<p class="quiet">${words.penHint}</p>` : ""}
    </div>`;
  }

  #card(note: Note, members: readonly Member[], others: readonly BoardVisitor[]): TemplateResult {
    const author = members.find(({ id }) => id === note.by);
    const dragged = others.find((it) => it.dragged?.id === note.id)?.dragged;
    return html`<lk-note
      role="listitem"
      .note=${note}
      .place=${dragged?.place ?? note.place}
      .author=${author === undefined ? roleWords().unknown : shownName(author, this.session.role)}
      .colour=${memberColour(members, note.by)}
      .mayWrite=${this.mayWrite}
      @note-drag=${this.#onDrag}
      @note-move=${this.#onMove}
      @note-write=${({ detail }: CustomEvent<string>) => {
        this.board.notes.write(note.id, detail);
      }}
      @note-paint=${() => {
        this.board.notes.paint(note.id, (note.paper + 1) % PAPERS);
      }}
      @note-remove=${() => {
        this.#remove(note);
      }}
    ></lk-note>`;
  }

  #listen(): void {
    const { notes, sketch, provider } = this.board;
    const { awareness } = provider;
    const draw = (): void => {
      this.requestUpdate();
    };
    const offNotes = notes.onChange(draw);
    const offSketch = sketch.onChange(draw);
    awareness.on("change", draw);
    this.#stopListening = () => {
      offNotes();
      offSketch();
      awareness.off("change", draw);
    };
    draw();
  }

  readonly #onAdd = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = textOf(new FormData(form), "text");
    const { notes } = this.board;
    const { id: by } = this.session.self;
    const place = freePlace(
      notes.list().map((note) => note.place),
      this.#seen(),
    );
    notes.add({ id: crypto.randomUUID(), text, by, at: Date.now(), place, paper: 0 });
    form.reset();
    announce(boardWords().addedNews);
  };

  /** The focus goes on to the board, not back to the start of the page. */
  #remove(note: Note): void {
    this.board.notes.remove(note.id);
    this.querySelector<HTMLElement>(".note-board")?.focus();
    announce(boardWords().deletedNews);
  }

  readonly #onDrag = ({ detail: { id, place } }: CustomEvent<NoteMove>): void => {
    showActivity(this.board.provider.awareness, { pointer: null, dragged: { id, place } });
  };

  readonly #onMove = ({ detail: { id, place } }: CustomEvent<NoteMove>): void => {
    this.board.notes.move(id, place);
    showActivity(this.board.provider.awareness, null);
  };

  readonly #onPointer = (event: PointerEvent): void => {
    if (event.pointerType === "mouse" && event.buttons === 0) {
      const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const pointer = { x: Math.round(event.clientX - left), y: Math.round(event.clientY - top) };
      showActivity(this.board.provider.awareness, { pointer, dragged: null });
    }
  };

  readonly #onPointerGone = (): void => {
    showActivity(this.board.provider.awareness, null);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.mayWrite) {
      undoByKey(this.board.notes.history, event);
    }
  };

  #seen(): { from: Place; size: Place } {
    const window = this.querySelector(".note-board");
    return {
      from: { x: window?.scrollLeft ?? 0, y: window?.scrollTop ?? 0 },
      size: { x: window?.clientWidth ?? 0, y: window?.clientHeight ?? 0 },
    };
  }
}

function pointer(
  { member: id, pointer: at }: BoardVisitor,
  members: readonly Member[],
  session: Session,
): TemplateResult | "" {
  const member = members.find((it) => it.id === id);
  if (at === null || member === undefined) {
    return "";
  }
  return html`<span
    class="pointer colour-${memberColour(members, id)}"
    aria-hidden="true"
    .style=${`left: ${String(at.x)}px; top: ${String(at.y)}px`}
    ><bdi>${shownName(member, session.role)}</bdi></span
  >`;
}

customElements.define("lk-note-board", LkNoteBoard);
