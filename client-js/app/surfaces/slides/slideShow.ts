import type { Session } from "../../../src/index.js";
import { perSession } from "../perSession.js";
import { isLater, type Presenter, presenterAmong, showPage, stopShowing } from "./presenting.js";

/** The show of a session; the same one however often its page is left and shown again. */
export const slideShow = perSession((session) => new SlideShow(session));

/** What a show needs of its session. */
type ShowSession = Pick<Session, "on" | "others" | "self" | "canWrite" | "updatePresence">;

/** Which slide this member sees: their own choice, or that of whoever presents. */
export class SlideShow {
  readonly #session: ShowSession;
  readonly #listeners = new Set<() => void>();
  #page = 0;
  /** Since when this member presents; null: they do not. */
  #since: number | null = null;
  #presenter: Presenter | null = null;
  #follows = true;

  constructor(session: ShowSession) {
    this.#session = session;
    session.on("others", () => {
      this.#look();
    });
    session.on("role", () => {
      if (!session.canWrite) {
        this.stop();
      }
    });
    this.#look();
  }

  /** Counted from 0; there may be fewer slides by now. */
  get page(): number {
    return this.#page;
  }

  /** Somebody else who presents. */
  get presenter(): Presenter | null {
    return this.#presenter;
  }

  get isPresenting(): boolean {
    return this.#since !== null;
  }

  get isFollowing(): boolean {
    return this.#presenter !== null && this.#follows;
  }

  /** Shows another slide: also to the others, or no longer what the presenter shows. */
  goTo(page: number): void {
    this.#page = Math.max(page, 0);
    if (this.#since === null) {
      this.#follows = false;
    } else {
      showPage(this.#session, this.#page, this.#since);
    }
    this.#tell();
  }

  /** From now on the others follow this member, and nobody else. */
  present(now: number): void {
    const since = Math.max(now, (this.#presenter?.since ?? -1) + 1);
    this.#since = since;
    this.#presenter = null;
    showPage(this.#session, this.#page, since);
    this.#tell();
  }

  stop(): void {
    if (this.#since !== null) {
      this.#since = null;
      stopShowing(this.#session);
      this.#look();
      this.#tell();
    }
  }

  follow(on: boolean): void {
    this.#follows = on;
    this.#page = on ? (this.#presenter?.page ?? this.#page) : this.#page;
    this.#tell();
  }

  onChange(callback: () => void): () => void {
    this.#listeners.add(callback);
    return () => {
      this.#listeners.delete(callback);
    };
  }

  #look(): void {
    const { self, others } = this.#session;
    const presenter = presenterAmong(others);
    const since = this.#since;
    if (presenter !== null && since !== null) {
      if (!isLater(presenter, { member: self, since })) {
        return;
      }
      this.#since = null;
      stopShowing(this.#session);
    }
    const before = this.#presenter;
    if (presenter?.since !== before?.since || presenter?.member.id !== before?.member.id) {
      this.#follows = true;
    }
    this.#presenter = presenter;
    this.#page = presenter !== null && this.#follows ? presenter.page : this.#page;
    this.#tell();
  }

  #tell(): void {
    this.#listeners.forEach((listener) => {
      listener();
    });
  }
}
