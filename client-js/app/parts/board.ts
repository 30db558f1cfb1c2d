import { type TemplateResult, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { BrokerError, type Json, type Member, type Session } from "../../src/index.js";
import { announce } from "../announcer.js";
import { LightElement } from "../lightElement.js";
import { SessionWatch } from "../pages/sessionWatch.js";
import { textOf, wordsIn } from "../words.js";
import { type Note, notesOf, withNote, withoutNote } from "./boardState.js";
import { memberColour } from "./memberColour.js";

/** The shared board: sticky notes of everybody, live. */
export class LkBoard extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    saving: { state: true },
    problem: { state: true },
  };

  declare session: Session;
  declare saving: boolean;
  declare problem: string;

  readonly #watch = new SessionWatch(this, ["change", "members", "sync"]);

  constructor() {
    super();
    this.saving = false;
    this.problem = "";
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
  }

  override render(): TemplateResult {
    const notes = notesOf(this.session.get());
    const members = this.session.members.list();
    return html`
      <section aria-labelledby="board-heading">
        <h2 id="board-heading" class="visually-hidden">Board</h2>
        ${this.session.canWrite ? this.#form() : ""}
        ${
          this.saving
            ? html`<p class="quiet very-late">Not saved yet. It is tried again and again.</p>`
            : ""
        }
        <p class="field-problem" role="alert">${this.problem}</p>
        ${
          notes.length === 0
            ? html`<p class="quiet empty">
                ${this.session.synced ? "Nothing on the board yet." : "Loading the board…"}
              </p>`
            : html`<ul class="notes" aria-label="Notes">
                ${repeat(
                  notes,
                  (note) => note.id,
                  (note) => this.#note(note, members),
                )}
              </ul>`
        }
      </section>
    `;
  }

  #form(): TemplateResult {
    return html`
      <form class="new-note" @submit=${this.#onAdd}>
        <label class="visually-hidden" for="new-note">New note</label>
        <textarea
          id="new-note"
          name="text"
          rows="1"
          maxlength="500"
          required
          placeholder="Write a note for everybody"
          aria-describedby="note-hint"
          @input=${wordsIn}
          @keydown=${sendOnEnter}
        ></textarea>
        <button class="primary" ?disabled=${this.saving}>Add note</button>
        <p id="note-hint" class="quiet">Enter adds it, Shift and Enter begin a new line.</p>
      </form>
    `;
  }

  #note(note: Note, members: readonly Member[]): TemplateResult {
    const author = members.find((member) => member.id === note.by);
    const mayDelete =
      this.session.canWrite && (note.by === this.session.self.id || this.session.role === "host");
    return html`
      <li class="note colour-${memberColour(members, note.by)}">
        <p><bdi>${note.text}</bdi></p>
        <footer>
          <bdi>${author === undefined || author.name === "" ? "Somebody" : author.name}</bdi>
          ${
            mayDelete
              ? html`<button
                  type="button"
                  class="plain"
                  aria-label="Delete note: ${note.text}"
                  @click=${() => this.#write((state) => withoutNote(state, note.id))}
                >
                  Delete
                </button>`
              : ""
          }
        </footer>
      </li>
    `;
  }

  readonly #onAdd = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = textOf(new FormData(form), "text");
    const note: Note = { id: crypto.randomUUID(), text, by: this.session.self.id };
    if (await this.#write((state) => withNote(state, note))) {
      form.reset();
    }
  };

  /** True when the broker has stored it; otherwise what was typed stays. */
  async #write(change: (state: Json | undefined) => Json): Promise<boolean> {
    this.saving = true;
    this.problem = "";
    try {
      await this.session.update(change);
      announce("Saved.");
      return true;
    } catch (error) {
      this.problem = problemOf(error);
      return false;
    } finally {
      this.saving = false;
    }
  }
}

/** A note may have several lines, and most have one. */
function sendOnEnter(event: KeyboardEvent): void {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form?.requestSubmit();
  }
}

function problemOf(error: unknown): string {
  if (!(error instanceof BrokerError)) {
    return "That was not saved. Please try again.";
  }
  switch (error.code) {
    case "role_forbidden":
      return "You can look, but not change anything.";
    case "state_too_large":
    case "session_storage_full":
      return "The board is full. Delete some notes first.";
    case "rate_limited":
      return "Too many changes at once. Wait a moment and try again.";
    default:
      return "That was not saved. Check the connection and try again.";
  }
}

customElements.define("lk-board", LkBoard);
