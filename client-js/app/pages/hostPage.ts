import { type TemplateResult, html } from "lit";

import type { Invite, InviteInfo, Invites, Session } from "../../src/index.js";
import { sessionWords } from "../../src/words/en/session.js";
import { invitingWords } from "../../src/words/en/inviting.js";
import { adviceOn } from "../../src/elements/advice.js";
import { announce } from "../../src/elements/announcer.js";
import { brokerUrl, openedSession } from "../brokerClient.js";
import { HeadingFocus } from "../../src/elements/headingFocus.js";
import { LightElement } from "../lightElement.js";
import type { LkShare } from "../../src/elements/share/lkShare.js";
import "../../src/elements/share/lkShare.js";
import "../parts/inviteNotices.js";
import { inviteRow } from "../parts/inviteRow.js";
import { ledgerLink } from "../parts/ledgerLink.js";
import { pageLink } from "../parts/pageLink.js";
import "../parts/alarmNotice.js";
import "../../src/elements/people/lkKnocks.js";
import "../../src/elements/people/lkPeople.js";
import "../parts/sessionControls.js";
import "../../src/elements/lkStatus.js";
import { problemPage } from "../../src/elements/parts/problemPanel.js";
import { notLoaded, troublePage } from "../../src/elements/parts/troubleView.js";
import { navigate } from "../router.js";
import { theirLanguage } from "../../src/elements/theirLanguage.js";
import { type Trouble, troubleOf } from "../../src/elements/trouble.js";
import { closedProblem, notOnThisDevice } from "./sessionProblems.js";
import { InviteWatch } from "./inviteWatch.js";
import { SessionWatch } from "../../src/elements/sessionWatch.js";

const DAY_MS = 24 * 3_600_000;

/** The host's console: whom I invited, what became of it, who is in. */
export class LkHostPage extends LightElement {
  static override readonly properties = {
    sid: { attribute: false },
    session: { state: true },
    absent: { state: true },
    trouble: { state: true },
  };

  declare sid: string;
  declare session: Session | null;
  /** This device is not in the session. */
  declare absent: boolean;
  declare trouble: Trouble | null;

  readonly #watch = new SessionWatch(this, ["title", "members", "role", "closed"]);
  readonly #invites = new InviteWatch(this);

  constructor() {
    super();
    this.sid = "";
    this.session = null;
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
      return troublePage(this.trouble, brokerUrl, () => void this.#open());
    }
    const session = this.session;
    if (session === null) {
      return html`<main class="page" aria-busy="true">
        <h1 class="late">${sessionWords().opening}</h1>
        <div class="skeleton"><span></span><span></span></div>
      </main>`;
    }
    if (session.closed !== null) {
      return problemPage(closedProblem(session, session.closed));
    }
    const words = invitingWords();
    return html`
      <main class="page">
        <div class="bar">
          <h1 tabindex="-1"><bdi lang=${theirLanguage}>${session.title}</bdi></h1>
          <lk-status .session=${session}></lk-status>
          ${pageLink({ type: "session", sid: session.id }, words.openSession, "button")}
          <lk-share .session=${session} @lk-invited=${() => this.#invites.load()}></lk-share>
        </div>
        <lk-alarm-notice .session=${session}></lk-alarm-notice>
        <lk-knocks .session=${session}></lk-knocks>
        <lk-invite-notices .sid=${session.id} .invites=${this.#invites.list}></lk-invite-notices>
        <div class="columns">
          <section aria-labelledby="invites-heading">
            <h2 id="invites-heading" tabindex="-1">${words.invites}</h2>
            ${this.#inviteList(session)}
          </section>
          <aside>
            <section class="card" aria-labelledby="people-heading">
              <h2 id="people-heading">${words.people}</h2>
              <lk-people no-knocks .session=${session}></lk-people>
            </section>
            <section class="card" aria-labelledby="controls-heading">
              <h2 id="controls-heading">${words.forEveryone}</h2>
              <lk-session-controls .session=${session}></lk-session-controls>
            </section>
            ${ledgerLink(session)}
          </aside>
        </div>
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

  #show(invite: Invite): void {
    this.querySelector<LkShare>("lk-share")?.show(invite);
  }

  #inviteList(session: Session): TemplateResult {
    const invites = this.#invites.list;
    if (invites === null) {
      return html`<div class="skeleton" aria-busy="true"><span></span><span></span></div>`;
    }
    if (invites === "not_loaded") {
      return notLoaded(invitingWords().theInvites, () => {
        this.#invites.loadAgain();
      });
    }
    if (invites.length === 0) {
      return html`<p class="quiet empty">${invitingWords().none}</p>`;
    }
    return html`
      <ul class="rows" aria-label=${invitingWords().invites}>
        ${invites.map((info) =>
          inviteRow(info, session.members.list(), {
            show: (invite) => {
              this.#show(invite);
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
      const invite = await invites?.renew(id);
      if (invite !== undefined) {
        this.#show(invite);
      }
      announce(invitingWords().newLinkNews);
    } catch (error) {
      announce(invitingWords().noNewLink(adviceOn(error)), "alert");
    }
    await this.#invites.load();
  }

  async #extend({ id, expiresAt }: InviteInfo): Promise<void> {
    try {
      await this.session?.invites?.extend(id, expiresAt.getTime() + DAY_MS - Date.now());
      announce(invitingWords().extendedNews);
    } catch (error) {
      announce(invitingWords().notExtended(adviceOn(error)), "alert");
    }
    await this.#invites.load();
  }

  async #revoke(id: string): Promise<void> {
    const invites: Invites | null = this.session?.invites ?? null;
    try {
      await invites?.revoke(id);
      announce(invitingWords().revokedNews);
      // The button that was pressed goes away.
      this.querySelector<HTMLElement>("#invites-heading")?.focus();
    } catch {
      announce(invitingWords().notRevoked, "alert");
    }
    await this.#invites.load();
  }
}

customElements.define("lk-host-page", LkHostPage);
