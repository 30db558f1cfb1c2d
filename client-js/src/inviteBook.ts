import { encodeBase64Url, decodeBase64Url } from "./base64Url.js";
import { equalBytes } from "./bytes.js";
import type { CallOptions } from "./callOptions.js";
import { type Connection } from "./connection.js";
import { toSeconds } from "./durations.js";
import { wrapEpochKey } from "./epochKeyWrap.js";
import { BrokerError } from "./errors.js";
import { type Follower } from "./follower.js";
import { FormatError } from "./formatError.js";
import { sha256 } from "./hashes.js";
import { HostActs } from "./hostActs.js";
import { InviteCard } from "./inviteCard.js";
import { deriveInviteId, type InviteId, parseInviteId } from "./inviteId.js";
import { formatInviteLink } from "./inviteLink.js";
import { randomInviteSecret } from "./inviteSecret.js";
import type { CreateInviteOptions, Invite, InviteInfo, Invites, InviteState } from "./invites.js";
import { type KeptLinks } from "./keptLinks.js";
import { OpenError } from "./openError.js";
import { type PublicKeys } from "./publicKeys.js";
import { type MemberContext } from "./rosterFollower.js";
import { isUsedUp, type RosterInvite } from "./rosterInvite.js";
import { openText, sealText } from "./sealedText.js";
import { type JsonObject, readArray, readInteger, readObject, readString } from "./strictJson.js";
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

interface ListedInvite {
  readonly id: InviteId;
  readonly label: Uint8Array;
  readonly opened: number;
  readonly failed: number;
  readonly lastFailedAt: number | null;
}

const MAX_USES = 1000;

/** The invites of one session, as a host makes and sees them. */
export class InviteBook implements Invites {
  readonly #context: MemberContext;
  readonly #follower: Follower;
  readonly #connection: Connection;
  readonly #acts: HostActs;
  readonly #making: InviteMaking;
  readonly #introduction: () => Introduction;

  constructor(
    context: MemberContext,
    follower: Follower,
    connection: Connection,
    making: InviteMaking,
    introduction: () => Introduction,
  ) {
    this.#context = context;
    this.#follower = follower;
    this.#connection = connection;
    this.#acts = new HostActs(context, follower);
    this.#making = making;
    this.#introduction = introduction;
  }

  create(options: CreateInviteOptions, call: CallOptions = {}): Promise<Invite> {
    return this.#connection.run(call.signal, (signal) => this.#create(options, signal));
  }

  list(call: CallOptions = {}): Promise<readonly InviteInfo[]> {
    return this.#connection.run(call.signal, (signal) => this.#list(signal));
  }

  revoke(id: string, call: CallOptions = {}): Promise<void> {
    return this.#connection.run(call.signal, (signal) => this.#revoke(id, signal));
  }

  async #create(options: CreateInviteOptions, signal: AbortSignal): Promise<Invite> {
    const { sid, publicKeys } = this.#context.membership;
    const { role = "editor", expiresIn = "24h", maxUses = 1 } = options;
    const name = requireName("name", "name", options.name);
    const note = requireText("note", "note", options.note ?? "");
    if (!Number.isInteger(maxUses) || maxUses < 1 || maxUses > MAX_USES) {
      throw new RangeError(`maxUses: want 1 to ${String(MAX_USES)}`);
    }
    const exp = Math.floor(this.#making.now() / 1000) + toSeconds(expiresIn);
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
      JSON.stringify({ ...this.#introduction(), name, note }),
    );
    const link = formatInviteLink(this.#making.appUrl, sid, secret);
    const terms = { role, exp, uses: maxUses, approval: false };
    const hashes = { label: await sha256(label), preview: await sha256(preview) };
    await this.#acts.perform({
      statement: (act) => ({ type: "invite", ...act, iid, ...keys, ...terms, ...hashes }),
      request: async (statement) => ({
        method: "POST",
        path: "/invites",
        body: {
          statement,
          label: encodeBase64Url(label),
          preview: encodeBase64Url(preview),
          wrap: role === "auditor" ? null : await this.#wrapFor(keys),
        },
      }),
      isDone: (roster) => roster.invite(iid) !== undefined,
      signal,
    });
    await this.#making.keptLinks.keep(sid, iid, link);
    return new InviteCard(iid, link, new Date(exp * 1000));
  }

  async #wrapFor(recipient: PublicKeys): Promise<object> {
    const { people } = this.#follower;
    const { epoch } = people.roster;
    const key = people.epochKey(epoch);
    if (key === undefined) {
      throw new BrokerError("key_missing", "this device has no key of the current epoch");
    }
    const { sid } = this.#context.membership;
    const wrap = await wrapEpochKey({ sid, epoch, kind: "invite", recipient }, key);
    return { epoch, wrap: encodeBase64Url(wrap) };
  }

  async #list(signal: AbortSignal): Promise<readonly InviteInfo[]> {
    const request = { method: "GET", path: "/invites", signal } as const;
    const listed = await this.#context.access.call(request, readInvites);
    await this.#follower.people.refresh(signal);
    const { roster } = this.#follower.people;
    const infos: InviteInfo[] = [];
    for (const item of listed) {
      // What the log does not hold, no host has signed.
      const invite = roster.invite(item.id);
      if (invite !== undefined) {
        infos.push(await this.#describe(item, invite));
      }
    }
    return infos;
  }

  async #describe(item: ListedInvite, invite: RosterInvite): Promise<InviteInfo> {
    const { sid } = this.#context.membership;
    const { keptLinks } = this.#making;
    const state = this.#stateOf(invite);
    const expiresAt = new Date(invite.exp * 1000);
    const link = await keptLinks.find(sid, invite.id);
    if (state !== "ready" && link !== undefined) {
      await keptLinks.drop(sid, invite.id);
    }
    return {
      id: invite.id,
      name: await this.#openLabel(item, invite),
      by: invite.by,
      role: invite.role,
      state,
      expiresAt,
      maxUses: invite.uses,
      used: invite.used,
      opened: item.opened,
      failed: item.failed,
      lastFailedAt: item.lastFailedAt === null ? null : new Date(item.lastFailedAt * 1000),
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
    return invite.exp * 1000 <= this.#making.now() ? "expired" : "ready";
  }

  /** Null unless this device made the invite, and this label for it. */
  async #openLabel({ label }: ListedInvite, invite: RosterInvite): Promise<string | null> {
    const { sid, mid, publicKeys, wrapKey } = this.#context.membership;
    if (invite.by !== mid || !equalBytes(await sha256(label), invite.label)) {
      return null;
    }
    const place = { sid, invite: invite.id, kind: "label", recipient: publicKeys } as const;
    try {
      const text = JSON.parse(await openText(place, wrapKey, label)) as { readonly name: string };
      return text.name;
    } catch (error) {
      if (error instanceof OpenError || error instanceof SyntaxError) {
        return null;
      }
      throw error;
    }
  }

  async #revoke(id: string, signal: AbortSignal): Promise<void> {
    const invite = this.#follower.people.roster.invite(readId(id));
    if (invite === undefined) {
      throw new BrokerError("invite_unknown", "the session has no such invite");
    }
    if (!invite.revoked) {
      await this.#acts.perform({
        statement: (act) => ({ type: "revoke", ...act, invites: [invite.id] }),
        request: (statement) =>
          Promise.resolve({
            method: "DELETE",
            path: `/invites/${invite.id}`,
            body: { statement },
          }),
        isDone: (roster) => roster.invite(invite.id)?.revoked === true,
        signal,
      });
    }
    await this.#making.keptLinks.drop(this.#context.membership.sid, invite.id);
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

function readInvites(answer: JsonObject): readonly ListedInvite[] {
  return readArray(answer.invites).map((value) => {
    const { iid, label, opened, failed, lastFailedAt } = readObject(value);
    return {
      id: parseInviteId(readString(iid)),
      label: decodeBase64Url(readString(label)),
      opened: readInteger(opened),
      failed: readInteger(failed),
      lastFailedAt: lastFailedAt === null ? null : readInteger(lastFailedAt),
    };
  });
}
