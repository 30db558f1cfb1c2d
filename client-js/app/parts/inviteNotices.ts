import { type TemplateResult, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { InviteInfo } from "../../src/index.js";
import { spokenOnly } from "../../src/elements/parts/spokenOnly.js";
import { invitingWords } from "../../src/words/en/inviting.js";
import { announce } from "../../src/elements/announcer.js";
import { LightElement } from "../lightElement.js";
import { pageLink } from "./pageLink.js";
import { putAside, seenTries } from "./seenTries.js";
import { warningOf } from "./triedInvite.js";

/** Tells a host of refused tries to join, until they are put aside; more tries bring it back. */
export class LkInviteNotices extends LightElement {
  static override readonly properties = {
    sid: { attribute: false },
    invites: { attribute: false },
  };

  declare sid: string;
  declare invites: readonly InviteInfo[] | "not_loaded" | null;

  #said: ReadonlySet<string> = new Set();

  override willUpdate(): void {
    const texts = this.#open().map(({ text }) => text);
    const fresh = texts.filter((text) => !this.#said.has(text));
    if (fresh.length > 0) {
      announce(fresh.join(" "));
    }
    this.#said = new Set(texts);
  }

  override render(): TemplateResult | "" {
    const open = this.#open();
    if (open.length === 0) {
      return "";
    }
    const words = invitingWords();
    return html`
      <section class="notice stack tries" aria-label=${words.refusedNotices}>
        <ul class="plain-list stack">
          ${repeat(
            open,
            ({ info }) => info.id,
            ({ info, text }) => html`
              <li>
                <p><bdi>${text}</bdi></p>
                <button type="button" class="plain" @click=${() => this.#dismiss(info)}>
                  ${
                    info.name === null
                      ? words.dismissUnnamed(spokenOnly)
                      : words.dismiss(spokenOnly, info.name)
                  }
                </button>
              </li>
            `,
          )}
        </ul>
        <p>${pageLink({ type: "ledger", sid: this.sid }, words.seeTries)}</p>
      </section>
    `;
  }

  #open(): readonly { readonly info: InviteInfo; readonly text: string }[] {
    const now = new Date();
    const invites = typeof this.invites === "string" ? [] : (this.invites ?? []);
    return invites
      .filter(({ id, failed }) => failed > seenTries(id))
      .map((info) => ({ info, text: warningOf(info, now) }));
  }

  async #dismiss(info: InviteInfo): Promise<void> {
    putAside(info.id, info.failed);
    this.requestUpdate();
    await this.updateComplete;
    // The button that was pressed goes away.
    (this.querySelector("button") ?? document.querySelector<HTMLElement>("h1"))?.focus();
  }
}

customElements.define("lk-invite-notices", LkInviteNotices);
