import { type TemplateResult, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Knock, Session } from "../../index.js";
import { listed } from "../../words/lists.js";
import { knockingWords } from "../../words/en/knocking.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { SessionWatch } from "../sessionWatch.js";
import { PeopleElement } from "./peopleElement.js";
import { type KnockAnswer, knockCard, nameOf } from "./knockCard.js";

/** Who waits to be let in, on top of everything for hosts; nothing while nobody does. */
export class LkKnocks extends PeopleElement {
  // While nobody waits it takes no room, not even between others.
  static override readonly styles = [
    PeopleElement.styles,
    css`
      :host {
        display: contents;
      }
    `,
  ];

  static override readonly properties = {
    session: { attribute: false },
    answered: { state: true },
    problem: { state: true },
  };

  declare session: Session | null;
  /** What a host has answered and the broker not yet taken, by member ID. */
  declare answered: ReadonlyMap<string, KnockAnswer>;
  declare problem: string;

  readonly #watch = new SessionWatch(this, ["knocks", "role"]);
  #known: ReadonlySet<string> = new Set();

  constructor() {
    super();
    this.session = null;
    this.answered = new Map();
    this.problem = "";
  }

  override willUpdate(): void {
    this.#watch.follow(this.session);
    this.#announceNew(this.session?.knocks ?? []);
  }

  override render(): TemplateResult | "" {
    const knocks = this.session?.knocks ?? [];
    if (knocks.length === 0 && this.problem === "") {
      return "";
    }
    const words = knockingWords();
    return html`
      <section class="card knocks" part="card" aria-labelledby="knocks-heading">
        <h2 id="knocks-heading" tabindex="-1">${words.atTheDoor}</h2>
        <p class="field-problem" role="alert">${this.problem}</p>
        <ul class="plain-list" aria-label=${words.atTheDoor}>
          ${repeat(
            knocks,
            ({ member }) => member,
            (knock) =>
              knockCard(
                knock,
                knocks.filter(({ inviteId }) => inviteId === knock.inviteId).length - 1,
                this.answered.get(knock.member) ?? null,
                (answer) => void this.#answer(knock, answer),
              ),
          )}
        </ul>
      </section>
    `;
  }

  async #answer(knock: Knock, answer: KnockAnswer): Promise<void> {
    const { member } = knock;
    this.answered = new Map(this.answered).set(member, answer);
    this.problem = "";
    try {
      await (answer === "admit" ? knock.admit() : knock.decline({ block: answer === "block" }));
      announce(knockingWords().doneNews[answer](nameOf(knock)));
      // The button that was pressed goes away.
      this.renderRoot.querySelector<HTMLElement>("#knocks-heading")?.focus();
    } catch (error) {
      this.problem = knockingWords().stillWaits(nameOf(knock), adviceOn(error));
    } finally {
      this.answered = new Map([...this.answered].filter(([id]) => id !== member));
    }
  }

  #announceNew(knocks: readonly Knock[]): void {
    const fresh = knocks.filter(({ member }) => !this.#known.has(member));
    if (fresh.length > 0) {
      const words = knockingWords();
      const names = listed(fresh.map(nameOf));
      announce(fresh.length === 1 ? words.wantsNews(names) : words.severalWantNews(names));
    }
    this.#known = new Set(knocks.map(({ member }) => member));
  }
}

customElements.define("lk-knocks", LkKnocks);
