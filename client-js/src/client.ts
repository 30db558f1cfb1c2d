import type { CallOptions } from "./callOptions.js";
import type { DeviceStore, StorageInfo } from "./deviceStore.js";
import type { ReceiveHandoverOptions } from "./handover.js";
import type { InviteLink } from "./inviteLink.js";
import type { Waiting } from "./knock.js";
import type { Json } from "./json.js";
import type { Role } from "./role.js";
import type { HostSession, Session } from "./session.js";

export interface ClientOptions {
  /** The broker's public address; its origin must be the one that the broker itself states. */
  readonly brokerUrl: string | URL;
  /** Where invites open; a fragment is left out. Default: the broker's own join page. */
  readonly appUrl?: string | URL;
  /** Sent with {@link Client.createSession} only, to brokers that let not everybody start sessions. */
  readonly creationToken?: string;
  /** Keeps the sessions of several applications on one web origin apart. */
  readonly appId?: string;
  /** Where keys are kept. Default "indexeddb", with "memory" where the browser blocks it. */
  readonly storage?: DeviceStore | "indexeddb" | "memory";
  readonly fetch?: typeof fetch;
  /**
   * For live connections. Default: the global one; without any, and with `null`, HTTP does all.
   */
  readonly WebSocketPolyfill?: (new (url: string, protocols: string[]) => WebSocket) | null;
  /** Never receives a secret. Default: none. */
  readonly logger?: Pick<Console, "debug" | "info" | "warn" | "error">;
  /** How long a connection is away before "lost-connection", in milliseconds. Default 5,000. */
  readonly lostConnectionTimeout?: number;
  /** Whether the browser asks before a page is closed that has unsynced changes. Default true. */
  readonly preventUnsavedChanges?: boolean;
  /** The longest pause between two tries to reconnect, in milliseconds. Default 30,000. */
  readonly maxBackoffTime?: number;
}

export interface CreateSessionOptions<S extends Json = Json> extends CallOptions {
  readonly displayName: string;
  readonly title: string;
  readonly initialState?: S | (() => S);
}

export interface JoinOptions<S extends Json = Json> extends CallOptions {
  readonly displayName: string;
  /** Written only if the session is still empty. */
  readonly initialState?: S | (() => S);
  /**
   * Called when the invite {@link InvitePreview.requiresApproval}: the join goes on when a host has
   * let this member in.
   */
  readonly onKnock?: (waiting: Waiting) => void;
}

export interface OpenOptions extends CallOptions {
  /** Which member, if this device is in the session more than once. Default: the last one used. */
  readonly memberId?: string;
}

/**
 * - `waiting`: this device has joined by it and waits for a host; {@link Client.join} goes on waiting,
 *   and may do so without a press of a button.
 * - `used_here`: this device has joined by it; {@link Client.join} opens the session again.
 * - `used`: others have used it up.
 */
export type InviteStatus = "ready" | "waiting" | "used_here" | "used" | "expired" | "revoked";

/** What an invite says, checked against the signature of the host that the link pins. */
export interface InvitePreview {
  readonly status: InviteStatus;
  readonly sessionId: string;
  readonly sessionTitle: string;
  readonly host: { readonly name: string };
  /** Whom the host invited. */
  readonly invitee: string;
  readonly role: Role;
  /** "" if there is none. */
  readonly note: string;
  readonly requiresApproval: boolean;
  readonly usesLeft: number;
  readonly expiresAt: Date;
}

/** A session that this device is a member of. */
export interface SessionSummary {
  readonly id: string;
  readonly memberId: string;
  readonly title: string;
  readonly displayName: string;
  readonly role: Role;
  readonly lastUsedAt: Date;
}

export interface Client {
  /** The broker’s address. */
  readonly brokerUrl: URL;
  /** Where invites open. */
  readonly appUrl: URL;
  /** Where keys are kept, once that is known. Say so to people if it is not persistent. */
  readonly storage: Promise<StorageInfo>;

  /** Makes keys, starts a session and connects to it. */
  createSession<S extends Json = Json>(options: CreateSessionOptions<S>): Promise<HostSession<S>>;
  /**
   * Reads a link at once, without any request. Throws an {@link InvalidLinkError} of code
   * `link_incomplete`, `link_damaged`, `link_foreign` or `link_rewritten`.
   */
  parseInvite(link: string | URL): InviteLink;
  /** Looks at an invite. Never uses it up. */
  previewInvite(link: string | URL | InviteLink, call?: CallOptions): Promise<InvitePreview>;
  /**
   * Joins by an invite, or opens the session again if this device has joined by it already: after a
   * reload, a double click or a lost answer the member is the same. Call it when a person presses
   * a button, never on load.
   *
   * By an invite that needs approval it resolves when a host has let the member in, and rejects with
   * code `join_declined` if a host has not.
   */
  join<S extends Json = Json>(
    link: string | URL | InviteLink,
    options: JoinOptions<S>,
  ): Promise<Session<S>>;
  /**
   * Takes the place of another device, by the link of its {@link Session.handover}: its member, role
   * and keys. Resolves when the person has confirmed it there, and rejects with a code `handover_…`
   * if not. Throws an {@link InvalidLinkError} like {@link Client.parseInvite}.
   */
  receiveHandover<S extends Json = Json>(
    link: string | URL,
    options: ReceiveHandoverOptions,
  ): Promise<Session<S>>;
  /**
   * Puts the member of a recovery file on this device and opens its session, as a host. Rejects with
   * code `passphrase_wrong`, or with `recovery_failed` if it is no such file. The file stays good:
   * make a new one, and remove the old one's member, if others may have it.
   */
  recover<S extends Json = Json>(
    file: Blob,
    passphrase: string,
    call?: CallOptions,
  ): Promise<HostSession<S>>;
  /**
   * Opens a session that this device is a member of; null if it is not. Resolves when the session
   * is synced, when it is reconnecting because the broker cannot be reached, or when it is closed.
   */
  open<S extends Json = Json>(sessionId: string, options?: OpenOptions): Promise<Session<S> | null>;
  /** The sessions on this device, the last used first. */
  sessions(): Promise<readonly SessionSummary[]>;
  /** Wipes what this device holds of a session. Coming back needs a new invite. */
  forget(sessionId: string): Promise<void>;
}
