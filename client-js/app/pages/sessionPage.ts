import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { roleWords } from "../../src/words/en/roles.js";
import { sessionWords } from "../../src/words/en/session.js";
import { brokerUrl, dropOpened, openedSession } from "../brokerClient.js";
import { type Surface, surfaceOf } from "../surfaces/surface.js";
import { loadSurface, surfaceView } from "../surfaces/surfaceView.js";
import { HeadingFocus } from "../../src/elements/headingFocus.js";
import { closedProblem, notOnThisDevice } from "./sessionProblems.js";
import { LightElement } from "../lightElement.js";
import { leaveSession } from "../parts/leaveSession.js";
import { pageLink } from "../parts/pageLink.js";
import "../parts/handoverDialog.js";
import "../parts/alarmNotice.js";
import "../parts/inviteNotices.js";
import "../../src/elements/people/lkKnocks.js";
import { ledgerLink } from "../parts/ledgerLink.js";
import "../../src/elements/people/lkPeople.js";
import "../parts/sessionNews.js";
import "../../src/elements/lkStatus.js";
import { problemPage } from "../../src/elements/parts/problemPanel.js";
import { troublePage } from "../../src/elements/parts/troubleView.js";
import { READS_CONTENT } from "../../src/elements/roles.js";
import { navigate } from "../router.js";
import { theirLanguage } from "../../src/elements/theirLanguage.js";
import { type Trouble, troubleOf } from "../../src/elements/trouble.js";
import { InviteWatch } from "./inviteWatch.js";
import { SessionWatch } from "../../src/elements/sessionWatch.js";

type View =
  | { readonly type: "opening" }
  | { readonly type: "absent" }
  | { readonly type: "trouble"; readonly trouble: Trouble }
  | { readonly type: "open"; readonly session: Session };

/** A session as its members see it: what it is for, who is in, and how the connection is. */
export class LkSessionPage extends LightElement {
  static override readonly properties = {
    sid: { attribute: false },
    view: { state: true },
    moving: { state: true },
  };

  declare sid: string;
  declare view: View;
  /** The dialog of the hand-over is open. */
  declare moving: boolean;

  readonly #watch = new SessionWatch(this, [
    "status",
    "sync",
    "members",
    "role",
    "frozen",
    "title",
    "closed",
  ]);

  readonly #invites = new InviteWatch(this);

  constructor() {
    super();
    this.sid = "";
    this.view = { type: "opening" };
    this.moving = false;
    new HeadingFocus(this);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("sid")) {
      void this.#open();
    }
    if (this.view.type === "open" && READS_CONTENT[this.view.session.role]) {
      const surface = surfaceOf(this.view.session);
      if (surface !== null) {
        void this.#loadSurface(surface);
      }
    }
  }

  async #loadSurface(surface: Surface): Promise<void> {
    try {
      await loadSurface(surface);
    } catch (error) {
      this.view = { type: "trouble", trouble: troubleOf(error) };
    }
  }

  override render(): TemplateResult {
    const view = this.view;
    switch (view.type) {
      case "opening":
        return html`<main class="page" aria-busy="true">
          <h1 class="late">${sessionWords().opening}</h1>
          <div class="skeleton"><span></span><span></span></div>
        </main>`;
      case "absent":
        return problemPage(notOnThisDevice());
      case "trouble":
        return troublePage(view.trouble, brokerUrl, () => void this.#open());
      case "open":
        return view.session.closed === null
          ? this.#sessionView(view.session)
          : problemPage(closedProblem(view.session, view.session.closed));
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
      this.view = session === null ? { type: "absent" } : { type: "open", session };
      this.#watch.follow(session);
      if (session !== null) {
        void this.#invites.follow(session);
      }
    } catch (error) {
      this.view = { type: "trouble", trouble: troubleOf(error) };
    }
  }

  #sessionView(session: Session): TemplateResult {
    const words = sessionWords();
    return html`
      <main class="page">
        <div class="bar">
          <h1 tabindex="-1">
            ${
              session.title === ""
                ? words.session
                : html`<bdi lang=${theirLanguage}>${session.title}</bdi>`
            }
          </h1>
          <lk-status .session=${session}></lk-status>
          ${
            session.role === "host"
              ? pageLink({ type: "host", sid: session.id }, words.invitePeople, "button primary")
              : ""
          }
        </div>
        <lk-alarm-notice .session=${session}></lk-alarm-notice>
        ${
          session.role === "host"
            ? html`
                <lk-knocks .session=${session}></lk-knocks>
                <lk-invite-notices
                  .sid=${session.id}
                  .invites=${this.#invites.list}
                ></lk-invite-notices>
              `
            : ""
        }
        ${roleNotice(session)}
        <lk-session-news .session=${session}></lk-session-news>
        <div class="columns ${READS_CONTENT[session.role] ? "wide-left" : ""}">
          ${READS_CONTENT[session.role] ? sharedView(session) : ledgerLink(session)}
          <aside class="card" aria-labelledby="people-heading">
            <h2 id="people-heading">${words.people}</h2>
            <lk-people no-knocks .session=${session}></lk-people>
            ${
              READS_CONTENT[session.role]
                ? html`<p>${pageLink({ type: "ledger", sid: session.id }, words.ledger)}</p>`
                : ""
            }
            ${leaveSession(session, {
              leave: () => void this.#leave(session),
              move: () => {
                this.moving = true;
              },
            })}
          </aside>
        </div>
        ${
          this.moving
            ? html`<lk-handover-dialog
                .start=${(signal: AbortSignal) => session.handover({ signal })}
                @lk-closed=${() => {
                  this.moving = false;
                }}
              ></lk-handover-dialog>`
            : ""
        }
      </main>
    `;
  }

  async #leave(session: Session): Promise<void> {
    await session.leave();
    dropOpened(session.id);
    navigate({ type: "start" });
  }
}

function sharedView(session: Session): TemplateResult {
  const surface = surfaceOf(session);
  return surface === null
    ? html`<p class="quiet empty">${sessionWords().loading}</p>`
    : surfaceView(surface, session);
}

/** What a member may not do here. */
function roleNotice({ role, canWrite, frozen }: Session): TemplateResult | "" {
  const words = sessionWords();
  if (frozen && (role === "host" || role === "editor")) {
    return html`<p class="notice" role="note">
      <strong>${words.frozen}</strong> ${canWrite ? words.frozenForHost : words.frozenForOthers}
    </p>`;
  }
  if (canWrite) {
    return "";
  }
  return html`<p class="notice" role="note">
    ${
      READS_CONTENT[role]
        ? html`<strong>${words.viewOnly}</strong> ${words.viewOnlyMeans}`
        : html`<strong>${roleWords().names[role]}.</strong> ${words.withoutKeys}`
    }
  </p>`;
}

customElements.define("lk-session-page", LkSessionPage);
