import { type TemplateResult, html } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Comparison, ComparisonRequest, Member, Role, Session } from "../../src/index.js";
import { adviceOn } from "../advice.js";
import { announce } from "../announcer.js";
import { LightElement } from "../lightElement.js";
import { SessionWatch } from "../pages/sessionWatch.js";
import { READS_CONTENT, shownName } from "../roles.js";
import "./compareDialog.js";
import { comparedMark } from "./comparedMark.js";
import { compareRequest } from "./compareRequest.js";
import "./memberActions.js";
import { memberColour } from "./memberColour.js";
import { memberRow } from "./memberRow.js";
import { type RemovalPlan, planRemoval } from "./removalPlan.js";
import "./removeDialog.js";

/** Who is in, as this client folded it from signed statements; a host manages them here. */
export class LkPeopleList extends LightElement {
  static override readonly properties = {
    session: { attribute: false },
    plan: { state: true },
    comparing: { state: true },
    request: { state: true },
    problem: { state: true },
  };

  declare session: Session;
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
    this.#watch.follow(this.session);
    this.#unlisten ??= this.session.on("compare", (request) => {
      this.request = request;
      announce(`${request.by.name} wants to compare pictures with you.`);
    });
    this.#announceNewcomers(this.session.members.list());
  }

  override render(): TemplateResult {
    const members = this.session.members.list();
    return html`
      ${this.request === null ? "" : this.#requestView(this.request)}
      <ul class="people" aria-label="People">
        ${repeat(
          members,
          ({ id }) => id,
          (member) =>
            memberRow(
              member,
              shownName(member, this.session.role),
              memberColour(members, member.id),
              html`${this.#comparing(member, members)} ${this.#actions(member)}`,
            ),
        )}
      </ul>
      ${members.length === 1 ? html`<p class="quiet">You are the only one here.</p>` : ""}
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

  #requestView(request: ComparisonRequest): TemplateResult {
    return compareRequest(request, {
      accept: () => {
        this.request = null;
        this.comparing = {
          name: shownName(request.by, this.session.role),
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
  #comparing(member: Member, members: readonly Member[]): TemplateResult | "" {
    const mark = comparedMark(member, members);
    const name = shownName(member, this.session.role);
    const may = !member.self && READS_CONTENT[member.role] && READS_CONTENT[this.session.role];
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
                  start: (signal) => this.session.compare(member.id, { signal }),
                };
              }}
            >
              <span>Compare<bdi class="visually-hidden"> with ${name}</bdi></span>
            </button>`
          : ""
      }
    `;
  }

  /** Nobody manages themselves, and nobody the host whose key the session’s ID names. */
  #actions(member: Member): TemplateResult | "" {
    if (this.session.role !== "host" || member.self || member.inviteId === null) {
      return "";
    }
    return html`<lk-member-actions
      .member=${member}
      .setRole=${(role: Role) => this.session.members.setRole(member.id, role)}
      @lk-remove=${() => this.#askToRemove(member)}
    ></lk-member-actions>`;
  }

  async #askToRemove(member: Member): Promise<void> {
    this.problem = "";
    try {
      this.plan = await planRemoval(this.session, member);
    } catch (error) {
      this.problem = `Nobody was removed: the invites could not be loaded. ${adviceOn(error)}`;
    }
  }

  #announceNewcomers(members: readonly Member[]): void {
    const known = this.#known;
    const named = members.filter((member) => member.name !== "");
    if (known !== null) {
      const fresh = named.filter((member) => !known.has(member.id)).map((member) => member.name);
      if (fresh.length > 0) {
        announce(`${new Intl.ListFormat("en").format(fresh)} joined.`);
      }
    }
    this.#known = new Set(named.map((member) => member.id));
  }
}

customElements.define("lk-people-list", LkPeopleList);
