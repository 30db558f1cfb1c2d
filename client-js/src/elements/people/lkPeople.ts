import { type TemplateResult, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Comparison, ComparisonRequest, Member, Role, Session } from "../../index.js";
import { spokenOnly } from "../parts/spokenOnly.js";
import { listed } from "../../words/lists.js";
import { peopleWords } from "../../words/en/people.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { SessionWatch } from "../sessionWatch.js";
import { READS_CONTENT, shownName } from "../roles.js";
import { PeopleElement } from "./peopleElement.js";
import "./compareDialog.js";
import "./lkKnocks.js";
import { comparedMark } from "./comparedMark.js";
import { compareRequest } from "./compareRequest.js";
import "./memberActions.js";
import { memberColour } from "./memberColour.js";
import { memberRow } from "./memberRow.js";
import { type RemovalPlan, planRemoval } from "./removalPlan.js";
import "./removeDialog.js";

/** Who is in, as this client folded it from signed statements; a host manages them here. */
export class LkPeople extends PeopleElement {
  static override readonly properties = {
    session: { attribute: false },
    noKnocks: { type: Boolean, attribute: "no-knocks" },
    plan: { state: true },
    comparing: { state: true },
    request: { state: true },
    problem: { state: true },
  };

  declare session: Session | null;
  /** Whether `<lk-knocks>` stands elsewhere in the page. */
  declare noKnocks: boolean;
  /** The removal that is asked about, or whose outcome is shown. */
  declare plan: RemovalPlan | null;
  /** With whom this member compares now. */
  declare comparing: {
    readonly name: string;
    readonly start: (signal: AbortSignal) => Promise<Comparison>;
  } | null;
  /** Who asks to compare. */
  declare request: ComparisonRequest | null;
  declare problem: string;

  readonly #watch = new SessionWatch(this, ["members", "role"]);
  #known: ReadonlySet<string> | null = null;
  #unlisten: (() => void) | null = null;

  constructor() {
    super();
    this.session = null;
    this.noKnocks = false;
    this.plan = null;
    this.comparing = null;
    this.request = null;
    this.problem = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
    this.#unlisten = null;
  }

  override willUpdate(): void {
    const { session } = this;
    this.#watch.follow(session);
    if (session === null) {
      return;
    }
    this.#unlisten ??= session.on("compare", (request) => {
      this.request = request;
      announce(peopleWords().wantsToCompareNews(request.by.name));
    });
    this.#announceNewcomers(session.members.list());
  }

  override render(): TemplateResult | "" {
    const { session } = this;
    if (session === null) {
      return "";
    }
    const members = session.members.list();
    const words = peopleWords();
    return html`
      ${this.noKnocks ? "" : html`<lk-knocks .session=${session}></lk-knocks>`}
      ${this.request === null ? "" : this.#requestView(session, this.request)}
      <ul class="people" part="list" aria-label=${words.people}>
        ${repeat(
          members,
          ({ id }) => id,
          (member) =>
            memberRow(
              member,
              shownName(member, session.role),
              memberColour(members, member.id),
              html`${this.#comparing(session, member, members)} ${this.#actions(session, member)}`,
            ),
        )}
      </ul>
      ${members.length === 1 ? html`<p class="quiet">${words.alone}</p>` : ""}
      <p class="field-problem" role="alert">${this.problem}</p>
      ${
        this.plan === null
          ? ""
          : html`<lk-remove-dialog
              .plan=${this.plan}
              @lk-closed=${() => {
                this.plan = null;
              }}
            ></lk-remove-dialog>`
      }
      ${
        this.comparing === null
          ? ""
          : html`<lk-compare-dialog
              .name=${this.comparing.name}
              .start=${this.comparing.start}
              @lk-closed=${() => {
                this.comparing = null;
              }}
            ></lk-compare-dialog>`
      }
    `;
  }

  #requestView(session: Session, request: ComparisonRequest): TemplateResult {
    return compareRequest(request, {
      accept: () => {
        this.request = null;
        this.comparing = {
          name: shownName(request.by, session.role),
          start: (signal) => request.accept({ signal }),
        };
      },
      decline: () => {
        this.request = null;
        request.decline();
      },
    });
  }

  /** Who compared with them, and how to do so. It takes the key that auditors are not given. */
  #comparing(session: Session, member: Member, members: readonly Member[]): TemplateResult {
    const mark = comparedMark(member, members);
    const name = shownName(member, session.role);
    const may = !member.self && READS_CONTENT[member.role] && READS_CONTENT[session.role];
    return html`
      ${
        mark === null
          ? ""
          : html`<span class="role ${mark.alarming ? "warning" : "quiet"}">${mark.text}</span>`
      }
      ${
        may
          ? html`<button
              type="button"
              class="plain"
              @click=${() => {
                this.comparing = {
                  name,
                  start: (signal) => session.compare(member.id, { signal }),
                };
              }}
            >
              <span>${peopleWords().compare(spokenOnly, name)}</span>
            </button>`
          : ""
      }
    `;
  }

  /** Nobody manages themselves, and nobody the host whose key the session’s ID names. */
  #actions(session: Session, member: Member): TemplateResult | "" {
    if (session.role !== "host" || member.self || member.inviteId === null) {
      return "";
    }
    return html`<lk-member-actions
      .member=${member}
      .setRole=${(role: Role) => session.members.setRole(member.id, role)}
      @lk-remove=${() => this.#askToRemove(session, member)}
    ></lk-member-actions>`;
  }

  async #askToRemove(session: Session, member: Member): Promise<void> {
    this.problem = "";
    try {
      this.plan = await planRemoval(session, member);
    } catch (error) {
      this.problem = peopleWords().invitesNotLoaded(adviceOn(error));
    }
  }

  #announceNewcomers(members: readonly Member[]): void {
    const known = this.#known;
    const named = members.filter((member) => member.name !== "");
    if (known !== null) {
      const fresh = named.filter((member) => !known.has(member.id)).map((member) => member.name);
      if (fresh.length > 0) {
        announce(peopleWords().joinedNews(listed(fresh)));
      }
    }
    this.#known = new Set(named.map((member) => member.id));
  }
}

customElements.define("lk-people", LkPeople);
