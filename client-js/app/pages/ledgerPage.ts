import { type TemplateResult, html } from "lit";

import type { LedgerEntryInfo, Session } from "../../src/index.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { openedSession } from "../brokerClient.js";
import { HeadingFocus } from "../headingFocus.js";
import { entryList } from "../ledger/entryList.js";
import { filterForm, peopleIn } from "../ledger/filterForm.js";
import { checkedBefore } from "../ledger/checkedBefore.js";
import "../ledger/ledgerCheck.js";
import "../ledger/ledgerExport.js";
import "../ledger/ledgerFile.js";
import {
  ALL_ENTRIES,
  filterIn,
  isEmpty,
  type LedgerFilter,
  matches,
  queryOf,
} from "../ledger/ledgerFilter.js";
import { LedgerReading, MOST_ENTRIES } from "../ledger/ledgerReading.js";
import { LedgerReader } from "../ledger/reader.js";
import { recordNotes } from "../ledger/recordNotes.js";
import { LightElement } from "../lightElement.js";
import "../parts/alarmNotice.js";
import { pageLink } from "../parts/pageLink.js";
import { problemPage } from "../parts/problemPanel.js";
import { troublePage, troubleView } from "../parts/troubleView.js";
import { READS_LEDGER } from "../roles.js";
import { pageQuery, replacePageQuery } from "../router.js";
import { theirLanguage } from "../theirLanguage.js";
import { clockTime } from "../times.js";
import { type Trouble, troubleOf } from "../trouble.js";
import { closedProblem, notOnThisDevice } from "./sessionProblems.js";
import { SessionWatch } from "./sessionWatch.js";

const SHOWN_AT_FIRST = 100;

type View =
  | { readonly type: "opening" }
  | { readonly type: "absent" }
  | { readonly type: "trouble"; readonly trouble: Trouble }
  | { readonly type: "open"; readonly session: Session };

/** The ledger in plain words: who did what in a session, and whether the record of it is whole. */
export class LkLedgerPage extends LightElement {
  static override readonly properties = {
    sid: { attribute: false },
    view: { state: true },
    filter: { state: true },
    most: { state: true },
  };

  declare sid: string;
  declare view: View;
  declare filter: LedgerFilter;
  /** So many entries are shown at most. */
  declare most: number;

  readonly #watch = new SessionWatch(this, ["members", "role", "title", "status", "closed"]);
  readonly #reading = new LedgerReading(this);

  readonly #onHistory = (): void => {
    this.filter = filterIn(pageQuery());
  };

  constructor() {
    super();
    this.sid = "";
    this.view = { type: "opening" };
    this.filter = filterIn(pageQuery());
    this.most = SHOWN_AT_FIRST;
    new HeadingFocus(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#onHistory);
    addEventListener("lk-route", this.#onHistory);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#onHistory);
    removeEventListener("lk-route", this.#onHistory);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("sid")) {
      void this.#open();
    }
  }

  override render(): TemplateResult {
    const view = this.view;
    switch (view.type) {
      case "opening":
        return html`<main class="page" aria-busy="true">
          <h1 class="late">Opening the ledger…</h1>
          <div class="skeleton"><span></span><span></span></div>
        </main>`;
      case "absent":
        return problemPage(notOnThisDevice());
      case "trouble":
        return troublePage(view.trouble, () => void this.#open());
      case "open":
        return this.#opened(view.session);
    }
  }

  async #open(): Promise<void> {
    const sid = this.sid;
    this.view = { type: "opening" };
    try {
      const session = await openedSession(sid);
      if (sid !== this.sid) {
        return;
      }
      this.#watch.follow(session);
      if (session === null) {
        this.view = { type: "absent" };
        return;
      }
      this.view = { type: "open", session };
      this.#reading.follow(session.ledger);
    } catch (error) {
      this.view = { type: "trouble", trouble: troubleOf(error) };
    }
  }

  /** The ledger of a session that a host has ended stays for those who were in it. */
  #opened(session: Session): TemplateResult {
    const { closed } = session;
    return closed === null || closed.reason === "ended"
      ? this.#page(session)
      : problemPage(closedProblem(session, closed));
  }

  #page(session: Session): TemplateResult {
    const all = READS_LEDGER[session.role];
    const host = session.role === "host";
    const over = session.closed !== null;
    return html`
      <main class="page">
        <div class="bar">
          <h1 tabindex="-1">Who accessed this session</h1>
          ${pageLink(
            { type: host && !over ? "host" : "session", sid: session.id },
            host && !over ? "Host console" : "To the session",
            "button",
          )}
        </div>
        <lk-alarm-notice .session=${session}></lk-alarm-notice>
        ${
          session.title === ""
            ? ""
            : html`<p class="lead"><bdi lang=${theirLanguage}>${session.title}</bdi></p>`
        }
        ${
          all
            ? html`<lk-ledger-check .ledger=${session.ledger}></lk-ledger-check>`
            : html`<p class="notice" role="note">
                You see what members signed, and what is about you. Hosts and auditors see
                everything. ${checkedBefore(session.ledger)}
              </p>`
        }
        ${endNotice(session)} ${namesNotice(session)}
        <div class="columns wide-left">
          <section aria-labelledby="entries-heading">
            <h2 id="entries-heading" class="visually-hidden" tabindex="-1">Entries</h2>
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
      </main>
    `;
  }

  #entries(session: Session): TemplateResult {
    const { entries, trouble } = this.#reading;
    if (entries === null) {
      return trouble === null
        ? html`<div class="skeleton" aria-busy="true">
            <span></span><span></span><span></span><span></span>
          </div>`
        : troubleView(trouble, this.#readAgain);
    }
    if (entries.length === 0) {
      return html`<p class="quiet empty">Nothing is recorded yet.</p>`;
    }
    const reader = new LedgerReader(session.members.list());
    const found = entries.filter((entry) => matches(entry, this.filter));
    return html`
      ${filterForm(this.filter, peopleIn(entries, reader), this.#onFilter, () => void this.#clear())}
      ${this.#staleness(trouble)}
      ${found.length === 0 ? this.#nothingFound() : this.#found(found, reader)}
    `;
  }

  #found(found: readonly LedgerEntryInfo[], reader: LedgerReader): TemplateResult {
    return html`
      ${
        isEmpty(this.filter)
          ? ""
          : html`<p class="quiet">
              ${found.length === 1 ? "1 entry" : `${String(found.length)} entries`} found.
            </p>`
      }
      ${entryList(found.slice(0, this.most), reader)}
      ${
        found.length > this.most
          ? html`<button type="button" @click=${this.#onMore}>Show older entries</button>`
          : ""
      }
      ${
        this.#reading.partial && found.length <= this.most
          ? html`<p class="quiet">
              These are the newest ${String(MOST_ENTRIES)} entries. The files hold the older ones,
              too.
            </p>`
          : ""
      }
    `;
  }

  #nothingFound(): TemplateResult {
    return html`<div class="empty stack">
      <p>No entry is like that.</p>
      <div class="actions">
        <button type="button" @click=${() => void this.#clear()}>Clear filters</button>
      </div>
    </div>`;
  }

  /** What is shown stays when the newest cannot be fetched, and says so. */
  #staleness(trouble: Trouble | null): TemplateResult | "" {
    const { readAt } = this.#reading;
    if (trouble === null || readAt === null) {
      return "";
    }
    return html`<div class="notice" role="status">
      <p>
        This is what was recorded by ${clockTime(readAt, new Date())}; the newest entries could not
        be loaded. ${adviceOn(trouble.error)}
      </p>
      <button type="button" class="plain" @click=${this.#readAgain}>Try again</button>
    </div>`;
  }

  readonly #readAgain = (): void => {
    void this.#reading.read();
  };

  readonly #onMore = (): void => {
    this.most += SHOWN_AT_FIRST;
    announce("Older entries are shown.");
  };

  readonly #onFilter = (part: Partial<LedgerFilter>): void => {
    this.#show({ ...this.filter, ...part });
  };

  async #clear(): Promise<void> {
    this.#show(ALL_ENTRIES);
    await this.updateComplete;
    // The button that was pressed goes away.
    this.querySelector<HTMLElement>("#entries-heading")?.focus();
  }

  #show(filter: LedgerFilter): void {
    this.filter = filter;
    this.most = SHOWN_AT_FIRST;
    replacePageQuery(queryOf(filter));
    const entries = this.#reading.entries ?? [];
    const found = entries.filter((entry) => matches(entry, filter)).length;
    announce(found === 1 ? "1 entry." : `${String(found)} entries.`);
  }
}

function endNotice({ closed }: Session): TemplateResult | "" {
  return closed === null
    ? ""
    : html`<p class="notice" role="note">
        The session has ended. What it held is deleted; who accessed it can be read here until the
        server forgets the session.
      </p>`;
}

/** Where numbers stand in for names. */
function namesNotice(session: Session): TemplateResult | "" {
  return session.role === "auditor"
    ? html`<p class="notice" role="note">
        Names and what people write are encrypted for the members, and not for auditors: you see the
        number of each member and invite.
      </p>`
    : "";
}

customElements.define("lk-ledger-page", LkLedgerPage);
