import { encodeBase64Url } from "./base64Url.js";
import { type Bytes, equalBytes } from "./bytes.js";
import type { CallOptions } from "./callOptions.js";
import type { Connection } from "./connection.js";
import { toSeconds } from "./durations.js";
import { wrapEpochKey } from "./epochKeyWrap.js";
import { BrokerError } from "./errors.js";
import type { Follower } from "./follower.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import type { HostActs } from "./hostActs.js";
import { hasWrap, type HostChanges, NO_STEPS } from "./hostChanges.js";
import { InviteCard } from "./inviteCard.js";
import { deriveInviteId, type InviteId, parseInviteId } from "./inviteId.js";
import { formatInviteLink } from "./inviteLink.js";
import { randomInviteSecret } from "./inviteSecret.js";
import type {
  CreateInviteOptions,
  Duration,
  Invite,
  InviteInfo,
  Invites,
  InviteState,
} from "./invites.js";
import type { KeptLinks } from "./keptLinks.js";
import { type ListedInvite, openLabel, readInvites } from "./listedInvites.js";
import type { PublicKeys } from "./publicKeys.js";
import type { Roster } from "./roster.js";
import type { MemberContext } from "./rosterFollower.js";
import { isUsedUp, type RosterInvite } from "./rosterInvite.js";
import { sealText } from "./sealedText.js";
import type { Act, Invite as InviteStatement } from "./statement.js";
import { requireName, requireText } from "./texts.js";

/** What a host's device needs to make invites. */
export interface InviteMaking {
  readonly appUrl: string;
  readonly keptLinks: KeptLinks;
  /** Milliseconds since 1970, by the broker's clock. */
  readonly now: () => number;
}

/** What invitees are told of the session. */
export interface Introduction {
  readonly title: string;
  readonly host: string;
}

export interface InviteParts {
  readonly context: MemberContext;
  readonly follower: Follower;
  readonly connection: Connection;
  readonly acts: HostActs;
  readonly changes: HostChanges;
  readonly making: InviteMaking;
  readonly introduction: () => Introduction;
}

/** What a host says of an invite, and the sealed texts that belong to it. */
interface Terms extends Omit<InviteStatement, keyof Act | "type" | "label" | "preview"> {
  readonly label: Bytes;
  readonly preview: Bytes;
}

const MAX_USES = 1000;
const DAY_SECONDS = 24 * 3600;

/** The invites of one session, as a host makes and sees them. */
export class InviteBook implements Invites {
  readonly #parts: InviteParts;

  constructor(parts: InviteParts) {
    this.#parts = parts;
  }

  create(options: CreateInviteOptions, call: CallOptions = {}): Promise<Invite> {
    return this.#run(call, (signal) => {
      const { expiresIn = "24h" } = options;
      return this.#create(options, this.#seconds() + toSeconds(expiresIn), signal);
    });
  }

  list(call: CallOptions = {}): Promise<readonly InviteInfo[]> {
    return this.#run(call, async (signal) => {
      const infos: InviteInfo[] = [];
      for (const [listed, invite] of await this.#listed(signal)) {
        infos.push(await this.#describe(listed, invite));
      }
      return infos;
    });
  }

  revoke(id: string, call: CallOptions = {}): Promise<void> {
    return this.#run(call, (signal) => this.#revoke(this.#find(id), signal));
  }

  renew(id: string, call: CallOptions = {}): Promise<Invite> {
    return this.#run(call, async (signal) => {
      const { listed, invite } = await this.#findListed(id, signal);
      const name = await openLabel(this.#parts.context.membership, listed, invite);
      if (name === null) {
        throw new BrokerError(
          "role_forbidden",
          "only the device that made it knows whom it is for",
        );
      }
      await this.#revoke(invite, signal);
      const { role, uses: maxUses, approval: requireApproval } = invite;
      const exp = Math.max(invite.exp, this.#seconds() + DAY_SECONDS);
      return this.#create({ name, role, maxUses, requireApproval }, exp, signal);
    });
  }

  extend(id: string, expiresIn: Duration, call: CallOptions = {}): Promise<void> {
    return this.#run(call, async (signal) => {
      const { listed, invite } = await this.#findListed(id, signal);
      const { label, preview } = listed;
      const isOurs = equalBytes(await sha256(label), invite.label);
      if (!isOurs || !equalBytes(await sha256(preview), invite.preview)) {
        throw new BrokerError("key_mismatch", "the broker serves other texts than the host signed");
      }
      const exp = this.#seconds() + toSeconds(expiresIn);
      const { signingKey, wrapKey, role, uses, approval } = invite;
      const keys = { signingKey, wrapKey };
      await this.#state(
        { iid: invite.id, ...keys, role, exp, uses, approval, label, preview },
        (roster) => roster.invite(invite.id)?.exp === exp,
        signal,
      );
    });
  }

  #run<T>({ signal }: CallOptions, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#parts.connection.run(signal, task);
  }

  #seconds(): number {
    return Math.floor(this.#parts.making.now() / 1000);
  }

  #after(ms: number): Date {
    return new Date(this.#parts.making.now() + ms);
  }

  /** @param exp seconds since 1970 */
  async #create(options: CreateInviteOptions, exp: number, signal: AbortSignal): Promise<Invite> {
    const { making, introduction } = this.#parts;
    const { sid, publicKeys } = this.#parts.context.membership;
    const { role = "editor", maxUses = 1 } = options;
    const { requireApproval = role === "host" || maxUses > 1 } = options;
    const name = requireName("name", "name", options.name);
    const note = requireText("note", "note", options.note ?? "");
    if (!Number.isInteger(maxUses) || maxUses < 1 || maxUses > MAX_USES) {
      throw new RangeError(`maxUses: want 1 to ${String(MAX_USES)}`);
    }
    const secret = randomInviteSecret();
    const keys: PublicKeys = {
      signingKey: (await secret.signingKey(sid)).publicKey,
      wrapKey: (await secret.wrapKey(sid)).publicKey,
    };
    const iid = await deriveInviteId(keys.signingKey);
    const at = { sid, invite: iid };
    const label = await sealText(
      { ...at, kind: "label", recipient: publicKeys },
      JSON.stringify({ name }),
    );
    const preview = await sealText(
      { ...at, kind: "preview", recipient: keys },
      JSON.stringify({ ...introduction(), name, note }),
    );
    const link = formatInviteLink(making.appUrl, sid, secret);
    await this.#state(
      { iid, ...keys, role, exp, uses: maxUses, approval: requireApproval, label, preview },
      (roster) => roster.invite(iid) !== undefined,
      signal,
    );
    await making.keptLinks.keep(sid, iid, link);
    return new InviteCard(iid, link, new Date(exp * 1000));
  }

  async #state(
    terms: Terms,
    isDone: (roster: Roster) => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { label, preview } = terms;
    const hashes = { label: await sha256(label), preview: await sha256(preview) };
    await this.#parts.acts.perform({
      draft: async (roster) => {
        if (isDone(roster)) {
          return null;
        }
        const getsKey = terms.role !== "auditor" && !terms.approval;
        const wrap = getsKey ? await this.#wrapFor(terms, roster.epoch) : null;
        const texts = { label: encodeBase64Url(label), preview: encodeBase64Url(preview) };
        return {
          statement: (act) => ({ type: "invite", ...act, ...terms, ...hashes }),
          request: (statement) => ({
            method: "POST",
            path: "/invites",
            body: { statement, ...texts, wrap },
          }),
        };
      },
      signal,
    });
  }

  async #wrapFor({ signingKey, wrapKey }: PublicKeys, epoch: number): Promise<object> {
    const { context, follower } = this.#parts;
    const key = follower.people.epochKey(epoch);
    if (key === undefined) {
      throw new BrokerError("key_missing", "this device has no key of the current epoch");
    }
    const { sid } = context.membership;
    const recipient = { signingKey, wrapKey };
    const wrap = await wrapEpochKey({ sid, epoch, kind: "invite", recipient }, key);
    return { epoch, wrap: encodeBase64Url(wrap) };
  }

  /** Whom the invite is for; null if this device cannot tell. */
  async nameOf(id: InviteId, signal: AbortSignal): Promise<string | null> {
    for (const [listed, invite] of await this.#listed(signal)) {
      if (invite.id === id) {
        return openLabel(this.#parts.context.membership, listed, invite);
      }
    }
    return null;
  }

  /** The same of all invites that this device made. */
  async names(signal: AbortSignal): Promise<ReadonlyMap<InviteId, string>> {
    const names = new Map<InviteId, string>();
    for (const [listed, invite] of await this.#listed(signal)) {
      const name = await openLabel(this.#parts.context.membership, listed, invite);
      if (name !== null) {
        names.set(invite.id, name);
      }
    }
    return names;
  }

  /** What the log does not hold, no host has signed. */
  async #listed(
    signal: AbortSignal,
  ): Promise<readonly (readonly [listed: ListedInvite, invite: RosterInvite])[]> {
    const { context, follower } = this.#parts;
    const request = { method: "GET", path: "/invites", signal } as const;
    const all = await context.access.call(request, readInvites);
    await follower.people.refresh(signal);
    return all.flatMap((listed) => {
      const invite = follower.people.roster.invite(listed.id);
      return invite === undefined ? [] : [[listed, invite] as const];
    });
  }

  async #findListed(
    id: string,
    signal: AbortSignal,
  ): Promise<{ readonly listed: ListedInvite; readonly invite: RosterInvite }> {
    const all = await this.#listed(signal);
    const invite = this.#find(id);
    const [listed] = all.find(([, it]) => it.id === invite.id) ?? [];
    if (listed === undefined) {
      throw new BrokerError("invite_unknown", "the broker does not list the invite");
    }
    return { listed, invite };
  }

  #find(id: string): RosterInvite {
    const invite = this.#parts.follower.people.roster.invite(readId(id));
    if (invite === undefined) {
      throw new BrokerError("invite_unknown", "the session has no such invite");
    }
    return invite;
  }

  async #describe(listed: ListedInvite, invite: RosterInvite): Promise<InviteInfo> {
    const { membership } = this.#parts.context;
    const { keptLinks } = this.#parts.making;
    const state = this.#stateOf(invite);
    const expiresAt = new Date(invite.exp * 1000);
    const link = await keptLinks.find(membership.sid, invite.id);
    if (state === "revoked" || state === "used") {
      await keptLinks.drop(membership.sid, invite.id);
    }
    return {
      id: invite.id,
      name: await openLabel(membership, listed, invite),
      by: invite.by,
      role: invite.role,
      state,
      expiresAt,
      maxUses: invite.uses,
      used: invite.used,
      requiresApproval: invite.approval,
      pending: listed.pending,
      lockedUntil: listed.lockedForMs === 0 ? null : this.#after(listed.lockedForMs),
      opened: listed.opened,
      failed: listed.failed,
      lastFailedAt: listed.lastFailedAt === null ? null : new Date(listed.lastFailedAt * 1000),
      invite:
        state === "ready" && link !== undefined ? new InviteCard(invite.id, link, expiresAt) : null,
    };
  }

  #stateOf(invite: RosterInvite): InviteState {
    if (invite.revoked) {
      return "revoked";
    }
    if (isUsedUp(invite)) {
      return "used";
    }
    return invite.exp * 1000 <= this.#parts.making.now() ? "expired" : "ready";
  }

  /** With a new key if there is a wrap of the current one to the invite. */
  async #revoke({ id }: RosterInvite, signal: AbortSignal): Promise<void> {
    const { acts, changes, follower, making, context } = this.#parts;
    if (hasWrap(follower.people.roster, id)) {
      await changes.make(
        (roster) => (roster.invite(id)?.revoked === true ? null : { ...NO_STEPS, revoked: [id] }),
        signal,
      );
    } else {
      await acts.perform({
        draft: (roster) =>
          roster.invite(id)?.revoked === true
            ? null
            : {
                statement: (act) => ({ type: "revoke", ...act, invites: [id] }),
                request: (statement) => ({
                  method: "DELETE",
                  path: `/invites/${id}`,
                  body: { statement },
                }),
              },
        signal,
      });
    }
    await making.keptLinks.drop(context.membership.sid, id);
  }
}

function readId(id: string): InviteId {
  try {
    return parseInviteId(id);
  } catch (cause) {
    if (cause instanceof FormatError) {
      throw new BrokerError("invite_unknown", "this is no invite ID", { cause });
    }
    throw cause;
  }
}
