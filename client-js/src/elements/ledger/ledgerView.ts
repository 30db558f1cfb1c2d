import { type PropertyValues, type TemplateResult, html } from "lit";

import type { LedgerEntryInfo, Session } from "../../index.js";
import { frameWords } from "../../words/en/frame.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { send } from "../events.js";
import { troubleView } from "../parts/troubleView.js";
import { READS_LEDGER } from "../roles.js";
import { SessionWatch } from "../sessionWatch.js";
import { clockTime } from "../times.js";
import type { Trouble } from "../trouble.js";
import { checkedBefore } from "./checkedBefore.js";
import { entryList } from "./entryList.js";
import { filterForm, peopleIn } from "./filterForm.js";
import "./ledgerCheck.js";
import "./ledgerExport.js";
import "./ledgerFile.js";
import {
  ALL_ENTRIES,
  filterIn,
  isEmpty,
  type LedgerFilter,
  matches,
  queryOf,
} from "./ledgerFilter.js";
import { LedgerReading, MOST_ENTRIES } from "./ledgerReading.js";
import { LedgerReader } from "./reader.js";
import { LedgerElement } from "./ledgerElement.js";
import { recordNotes } from "./recordNotes.js";

const SHOWN_AT_FIRST = 100;

/** The ledger in plain words: who did what in a session, and whether the record of it is whole. */
export class LkLedgerView extends LedgerElement {
  static override readonly properties = {
    session: { attribute: false },
    query: {},
    filter: { state: true },
    most: { state: true },
  };

  declare session: Session | null;
  /** Which entries are shown, as a page’s address may name it: "person=…&event=…". */
  declare query: string;
  declare filter: LedgerFilter;
  /** So many entries are shown at most. */
  declare most: number;

  readonly #watch = new SessionWatch(this, ["members", "role", "status", "closed"]);
  readonly #reading = new LedgerReading(this);

  constructor() {
    super();
    this.session = null;
    this.query = "";
    this.filter = ALL_ENTRIES;
    this.most = SHOWN_AT_FIRST;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#watch.follow(this.session);
    if (changed.has("query")) {
      this.filter = filterIn(new URLSearchParams(this.query));
    }
    if (this.session !== null) {
      this.#reading.follow(this.session.ledger);
    }
  }

  override render(): TemplateResult | "" {
    const { session } = this;
    if (session === null) {
      return "";
    }
    const all = READS_LEDGER[session.role];
    const words = ledgerWords();
    return html`
      <div class="stack">
        ${
          all
            ? html`<lk-ledger-check .ledger=${session.ledger}></lk-ledger-check>`
            : html`<p class="notice" role="note">
                ${words.ownOnly} ${checkedBefore(session.ledger)}
              </p>`
        }
        ${endNotice(session)} ${namesNotice(session)}
        <div class="columns wide-left">
          <section aria-labelledby="entries-heading">
            <h2 id="entries-heading" class="visually-hidden" tabindex="-1">${words.entries}</h2>
            ${this.#entries(session)}
          </section>
          <aside class="stack">
            ${
              all
                ? html`<lk-ledger-export .session=${session}></lk-ledger-export>
                    <lk-ledger-file .sid=${session.id}></lk-ledger-file>`
                : ""
            }
            ${recordNotes()}
          </aside>
        </div>
      </div>
    `;
  }

  #entries(session: Session): TemplateResult {
    const { entries, trouble } = this.#reading;
    if (entries === null) {
      return trouble === null
        ? html`<div class="skeleton" aria-busy="true">
            <span></span><span></span><span></span><span></span>
          </div>`
        : troubleView(trouble, null, this.#readAgain);
    }
    if (entries.length === 0) {
      return html`<p class="quiet empty">${ledgerWords().none}</p>`;
    }
    const reader = new LedgerReader(session.members.list());
    const found = entries.filter((entry) => matches(entry, this.filter));
    return html`
      ${filterForm(this.filter, peopleIn(entries, reader), this.#onFilter, () => void this.#clear())}
      ${this.#staleness(trouble)}
      ${
        found.length === 0
          ? html`<p class="quiet">${ledgerWords().nothingFound}</p>`
          : this.#found(found, reader)
      }
    `;
  }

  #found(found: readonly LedgerEntryInfo[], reader: LedgerReader): TemplateResult {
    return html`
      ${isEmpty(this.filter) ? "" : html`<p class="quiet">${ledgerWords().found(found.length)}</p>`}
      ${entryList(found.slice(0, this.most), reader)}
      ${
        found.length > this.most
          ? html`<button type="button" @click=${this.#onMore}>${ledgerWords().older}</button>`
          : ""
      }
      ${
        this.#reading.partial && found.length <= this.most
          ? html`<p class="quiet">${ledgerWords().newest(String(MOST_ENTRIES))}</p>`
          : ""
      }
    `;
  }

  /** What is shown stays when the newest cannot be fetched, and says so. */
  #staleness(trouble: Trouble | null): TemplateResult | "" {
    const { readAt } = this.#reading;
    if (trouble === null || readAt === null) {
      return "";
    }
    return html`<div class="notice" role="status">
      <p>${ledgerWords().stale(clockTime(readAt, new Date()), adviceOn(trouble.error))}</p>
      <button type="button" class="plain" @click=${this.#readAgain}>
        ${frameWords().tryAgain}
      </button>
    </div>`;
  }

  readonly #readAgain = (): void => {
    void this.#reading.read();
  };

  readonly #onMore = (): void => {
    this.most += SHOWN_AT_FIRST;
    announce(ledgerWords().olderNews);
  };

  readonly #onFilter = (part: Partial<LedgerFilter>): void => {
    this.#show({ ...this.filter, ...part });
  };

  async #clear(): Promise<void> {
    this.#show(ALL_ENTRIES);
    await this.updateComplete;
    // The button that was pressed goes away.
    this.renderRoot.querySelector<HTMLElement>("#entries-heading")?.focus();
  }

  #show(filter: LedgerFilter): void {
    this.query = queryOf(filter).toString();
    this.filter = filter;
    this.most = SHOWN_AT_FIRST;
    send(this, "lk-filter", this.query);
    const entries = this.#reading.entries ?? [];
    const found = entries.filter((entry) => matches(entry, filter)).length;
    announce(ledgerWords().foundNews(found));
  }
}

function endNotice({ closed }: Session): TemplateResult | "" {
  return closed === null ? "" : html`<p class="notice" role="note">${ledgerWords().over}</p>`;
}

/** Where numbers stand in for names. */
function namesNotice(session: Session): TemplateResult | "" {
  return session.role === "auditor"
    ? html`<p class="notice" role="note">${ledgerWords().withoutNames}</p>`
    : "";
}

customElements.define("lk-ledger-view", LkLedgerView);
