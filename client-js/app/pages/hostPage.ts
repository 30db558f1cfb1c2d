import { type TemplateResult, html } from "lit";

import type { Invite, InviteInfo, Invites, Session } from "../../src/index.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { openedSession } from "../brokerClient.js";
import { HeadingFocus } from "../headingFocus.js";
import { LightElement } from "../lightElement.js";
import "../parts/inviteDialog.js";
import "../parts/inviteNotices.js";
import { inviteRow } from "../parts/inviteRow.js";
import { ledgerLink } from "../parts/ledgerLink.js";
import { pageLink } from "../parts/pageLink.js";
import "../parts/alarmNotice.js";
import "../parts/knockQueue.js";
import "../parts/peopleList.js";
import "../parts/sessionControls.js";
import "../parts/statusChip.js";
import { problemPage } from "../parts/problemPanel.js";
import { notLoaded, troublePage } from "../parts/troubleView.js";
import { navigate } from "../router.js";
import { theirLanguage } from "../theirLanguage.js";
import { type Trouble, troubleOf } from "../trouble.js";
import { closedProblem, notOnThisDevice } from "./sessionProblems.js";
import { InviteWatch } from "./inviteWatch.js";
import { SessionWatch } from "./sessionWatch.js";

const DAY_MS = 24 * 3_600_000;

/** The host's console: whom I invited, what became of it, who is in. */
export class LkHostPage extends LightElement {
  static override readonly properties = {
    sid: { attribute: false },
    session: { state: true },
    shown: { state: true },
    absent: { state: true },
    trouble: { state: true },
  };

  declare sid: string;
  declare session: Session | null;
  /** The invite whose link and code are shown; "new" for the empty form. */
  declare shown: Invite | "new" | null;
  /** This device is not in the session. */
  declare absent: boolean;
  declare trouble: Trouble | null;

  readonly #watch = new SessionWatch(this, ["title", "members", "role", "closed"]);
  readonly #invites = new InviteWatch(this);

  constructor() {
    super();
    this.sid = "";
    this.session = null;
    this.shown = null;
    this.absent = false;
    this.trouble = null;
    new HeadingFocus(this);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("sid")) {
      void this.#open();
    }
    const session = this.session;
    if (session !== null && session.closed === null && session.role !== "host") {
      this.session = null;
      navigate({ type: "session", sid: session.id }, "replace");
    }
  }

  override render(): TemplateResult {
    if (this.absent) {
      return problemPage(notOnThisDevice());
    }
    if (this.trouble !== null) {
      return troublePage(this.trouble, () => void this.#open());
    }
    const session = this.session;
    if (session === null) {
      return html`<main class="page" aria-busy="true">
        <h1 class="late">Opening the session…</h1>
        <div class="skeleton"><span></span><span></span></div>
      </main>`;
    }
    if (session.closed !== null) {
      return problemPage(closedProblem(session, session.closed));
    }
    return html`
      <main class="page">
        <div class="bar">
          <h1 tabindex="-1"><bdi lang=${theirLanguage}>${session.title}</bdi></h1>
          <lk-status-chip .session=${session}></lk-status-chip>
          ${pageLink({ type: "session", sid: session.id }, "Open the board", "button")}
          <button type="button" class="primary" @click=${this.#onInvite}>Invite</button>
        </div>
        <lk-alarm-notice .session=${session}></lk-alarm-notice>
        <lk-knock-queue .session=${session}></lk-knock-queue>
        <lk-invite-notices .sid=${session.id} .invites=${this.#invites.list}></lk-invite-notices>
        <div class="columns">
          <section aria-labelledby="invites-heading">
            <h2 id="invites-heading" tabindex="-1">Invites</h2>
            ${this.#inviteList(session)}
          </section>
          <aside>
            <section class="card" aria-labelledby="people-heading">
              <h2 id="people-heading">People</h2>
              <lk-people-list .session=${session}></lk-people-list>
            </section>
            <section class="card" aria-labelledby="controls-heading">
              <h2 id="controls-heading">For everyone</h2>
              <lk-session-controls .session=${session}></lk-session-controls>
            </section>
            ${ledgerLink(session)}
          </aside>
        </div>
        ${
          this.shown === null || session.invites === null
            ? ""
            : html`<lk-invite-dialog
                .invites=${session.invites}
                .invite=${this.shown === "new" ? null : this.shown}
                @lk-created=${() => this.#invites.load()}
                @lk-closed=${() => {
                  this.shown = null;
                }}
              ></lk-invite-dialog>`
        }
      </main>
    `;
  }

  async #open(): Promise<void> {
    this.absent = false;
    this.trouble = null;
    this.session = null;
    try {
      const session = await openedSession(this.sid);
      if (session === null) {
        this.absent = true;
        return;
      }
      if (session.invites === null) {
        navigate({ type: "session", sid: session.id }, "replace");
        return;
      }
      this.session = session;
      this.#watch.follow(session);
      await this.#invites.follow(session);
    } catch (error) {
      this.trouble = troubleOf(error);
    }
  }

  readonly #onInvite = (): void => {
    this.shown = "new";
  };

  #inviteList(session: Session): TemplateResult {
    const invites = this.#invites.list;
    if (invites === null) {
      return html`<div class="skeleton" aria-busy="true"><span></span><span></span></div>`;
    }
    if (invites === "not_loaded") {
      return notLoaded("The invites", () => {
        this.#invites.loadAgain();
      });
    }
    if (invites.length === 0) {
      return html`<p class="quiet empty">
        No invites yet. Invite one person at a time, so that you see who came.
      </p>`;
    }
    return html`
      <ul class="rows" aria-label="Invites">
        ${invites.map((info) =>
          inviteRow(info, session.members.list(), {
            show: (invite) => {
              this.shown = invite;
            },
            renew: () => void this.#renew(info.id),
            extend: () => void this.#extend(info),
            revoke: () => void this.#revoke(info.id),
          }),
        )}
      </ul>
    `;
  }

  async #renew(id: string): Promise<void> {
    const invites: Invites | null = this.session?.invites ?? null;
    try {
      this.shown = (await invites?.renew(id)) ?? null;
      announce("There is a new link. The old one no longer works.");
    } catch (error) {
      announce(`There is no new link. ${adviceOn(error)}`, "alert");
    }
    await this.#invites.load();
  }

  async #extend({ id, expiresAt }: InviteInfo): Promise<void> {
    try {
      await this.session?.invites?.extend(id, expiresAt.getTime() + DAY_MS - Date.now());
      announce("The invite is good for one more day.");
    } catch (error) {
      announce(`The invite expires as before. ${adviceOn(error)}`, "alert");
    }
    await this.#invites.load();
  }

  async #revoke(id: string): Promise<void> {
    const invites: Invites | null = this.session?.invites ?? null;
    try {
      await invites?.revoke(id);
      announce("Invite revoked.");
      // The button that was pressed goes away.
      this.querySelector<HTMLElement>("#invites-heading")?.focus();
    } catch {
      announce("The invite could not be revoked. Try again.", "alert");
    }
    await this.#invites.load();
  }
}

customElements.define("lk-host-page", LkHostPage);
