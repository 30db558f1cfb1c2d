interface Alarm {
    readonly kind: "roster" | "rollback" | "gap" | "fork" | "ledger";
    readonly message: string;
    readonly evidence: readonly (string | Uint8Array)[];
}

declare class BrokerError extends Error {
    readonly name = "BrokerError";
    readonly code: ErrorCode;
    readonly status: number | undefined;
    readonly retryable: boolean;
    readonly retryAfterMs: number | undefined;
    readonly requestId: string | undefined;
    readonly head: number | undefined;
    readonly heads: ReadonlyMap<number, number> | undefined;
    constructor(code: ErrorCode, message: string, options?: BrokerErrorOptions);
}

interface BrokerErrorOptions extends ErrorOptions {
    readonly status?: number;
    readonly retryAfterMs?: number;
    readonly requestId?: string;
    readonly head?: number;
    readonly heads?: ReadonlyMap<number, number>;
}

type Bytes = Uint8Array<ArrayBuffer>;

interface CallOptions {
    readonly signal?: AbortSignal;
}

interface Change {
    readonly version: number;
    readonly by: Member;
}

interface Channel {
    readonly name: string;
    readonly synced: boolean;
    readonly entries: readonly ChannelEntry[];
    append(payload: Uint8Array, call?: CallOptions): Promise<number>;
    replace(payload: Uint8Array, call?: CallOptions): Promise<number>;
    send(payload: Uint8Array): void;
    on<K extends keyof ChannelEvents>(type: K, callback: ChannelEvents[K], options?: {
        readonly signal?: AbortSignal;
    }): Unsubscribe;
}

interface ChannelEntry {
    readonly seq: number;
    readonly kind: "append" | "replace";
    readonly payload: Uint8Array;
    readonly by: Member;
    readonly own: boolean;
}

interface ChannelEvents {
    entry: (entry: ChannelEntry) => void;
    message: (message: ChannelMessage) => void;
    gone: (member: string) => void;
    sync: (synced: boolean) => void;
    refused: (frame: RefusedFrame) => void;
    compact: () => void;
}

interface ChannelMessage {
    readonly payload: Uint8Array;
    readonly by: Member;
    readonly instance: string;
}

interface Client {
    readonly brokerUrl: URL;
    readonly appUrl: URL;
    readonly storage: Promise<StorageInfo>;
    createSession<S extends Json = Json>(options: CreateSessionOptions<S>): Promise<HostSession<S>>;
    parseInvite(link: string | URL): InviteLink;
    previewInvite(link: string | URL | InviteLink, call?: CallOptions): Promise<InvitePreview>;
    join<S extends Json = Json>(link: string | URL | InviteLink, options: JoinOptions<S>): Promise<Session<S>>;
    receiveHandover<S extends Json = Json>(link: string | URL, options: ReceiveHandoverOptions): Promise<Session<S>>;
    recover<S extends Json = Json>(file: Blob, passphrase: string, call?: CallOptions): Promise<HostSession<S>>;
    open<S extends Json = Json>(sessionId: string, options?: OpenOptions): Promise<Session<S> | null>;
    sessions(): Promise<readonly SessionSummary[]>;
    forget(sessionId: string): Promise<void>;
}

type ClientCode = "invite_unknown" | "session_unknown" | "session_closed" | "key_mismatch" | "already_admitted" | "compare_declined" | "compare_failed" | "handover_expired" | "handover_taken" | "handover_refused" | "handover_failed" | "recovery_failed" | "passphrase_wrong" | "member_here" | "key_missing" | "key_exhausted" | "member_unknown" | "last_host" | "pinned_host" | "session_id_repeated" | "state_too_large" | "replace_outdated" | "too_many_channels" | "unsynced_changes_full" | "not_loaded" | "offline" | "broker_unreachable" | "not_a_broker" | "origin_mismatch" | "insecure_context" | "storage_failed" | "timeout" | "aborted";

interface ClientOptions {
    readonly brokerUrl: string | URL;
    readonly appUrl?: string | URL;
    readonly creationToken?: string;
    readonly appId?: string;
    readonly storage?: DeviceStore | "indexeddb" | "memory";
    readonly fetch?: typeof fetch;
    readonly WebSocketPolyfill?: (new (url: string, protocols: string[]) => WebSocket) | null;
    readonly logger?: Pick<Console, "debug" | "info" | "warn" | "error">;
    readonly lostConnectionTimeout?: number;
    readonly preventUnsavedChanges?: boolean;
    readonly maxBackoffTime?: number;
}

interface CloseInfo {
    readonly reason: CloseReason;
    readonly message: string;
    readonly at: Date;
    readonly alarm: Alarm | null;
    readonly by: string | null;
}

type CloseReason = "removed" | "ended" | "moved" | "not_found" | "left" | "dishonest_broker";

interface Comparison {
    readonly with: Member;
    readonly emoji: readonly Emoji[];
    confirm(call?: CallOptions): Promise<void>;
    mismatch(call?: CallOptions): Promise<void>;
}

interface ComparisonRequest {
    readonly by: Member;
    accept(call?: CallOptions): Promise<Comparison>;
    decline(): void;
}

interface CreateInviteOptions {
    readonly name: string;
    readonly role?: Role;
    readonly expiresIn?: Duration;
    readonly maxUses?: number;
    readonly requireApproval?: boolean;
    readonly note?: string;
}

interface CreateSessionOptions<S extends Json = Json> extends CallOptions {
    readonly displayName: string;
    readonly title: string;
    readonly initialState?: S | (() => S);
}

interface DeviceStore {
    readonly persistent: boolean;
    get(key: string): Promise<unknown>;
    update(key: string, change: (value: unknown) => unknown): Promise<unknown>;
    entries(prefix: string): Promise<readonly (readonly [
        key: string,
        value: unknown
    ])[]>;
    delete(key: string): Promise<void>;
}

type Duration = number | `${number}${"m" | "h" | "d"}`;

interface Emoji {
    readonly symbol: string;
    readonly name: string;
}

type ErrorCode = ProblemCode | ClientCode;

interface Handover {
    readonly link: string;
    readonly expiresAt: Date;
    qr(): string;
    onRequest(callback: (request: HandoverRequest) => void): Unsubscribe;
    whenMoved(call?: CallOptions): Promise<void>;
    cancel(): void;
}

interface HandoverRequest {
    readonly device: string;
    readonly emoji: readonly Emoji[];
    confirm(call?: CallOptions): Promise<void>;
    refuse(): Promise<void>;
}

interface HandoverWaiting {
    readonly emoji: readonly Emoji[];
}

interface HostSession<S extends Json = Json> extends Session<S> {
    readonly invites: Invites;
}

type InvalidLinkCode = "link_rewritten" | "link_foreign" | "link_incomplete" | "link_damaged";

declare class InvalidLinkError extends Error {
    readonly name = "InvalidLinkError";
    readonly code: InvalidLinkCode;
    constructor(code: InvalidLinkCode);
}

declare class InvalidTextError extends RangeError {
    readonly name = "InvalidTextError";
    readonly field: TextField;
    constructor(field: TextField, wanted: string);
}

interface Invite {
    readonly id: string;
    readonly link: string;
    readonly expiresAt: Date;
    qr(): string;
    copy(): Promise<boolean>;
    share(): Promise<"shared" | "dismissed" | "unavailable">;
}

interface InviteInfo {
    readonly id: string;
    readonly name: string | null;
    readonly by: string;
    readonly role: Role;
    readonly state: InviteState;
    readonly expiresAt: Date;
    readonly maxUses: number;
    readonly used: number;
    readonly requiresApproval: boolean;
    readonly pending: number;
    readonly lockedUntil: Date | null;
    readonly opened: number;
    readonly failed: number;
    readonly lastFailedAt: Date | null;
    readonly invite: Invite | null;
}

interface InviteLink {
    readonly sid: SessionId;
    readonly secret: InviteSecret;
}

interface InvitePreview {
    readonly status: InviteStatus;
    readonly sessionId: string;
    readonly sessionTitle: string;
    readonly host: {
        readonly name: string;
    };
    readonly invitee: string;
    readonly role: Role;
    readonly note: string;
    readonly requiresApproval: boolean;
    readonly usesLeft: number;
    readonly expiresAt: Date;
}

declare class InviteSecret extends Redacted {
    #private;
    constructor(bytes: Uint8Array);
    signingKey(sid: SessionId): Promise<SigningKey>;
    wrapKey(sid: SessionId): Promise<WrapKey>;
    exposeText(): string;
}

type InviteState = "ready" | "used" | "expired" | "revoked";

type InviteStatus = "ready" | "waiting" | "used_here" | "used" | "expired" | "revoked";

interface Invites {
    create(options: CreateInviteOptions, call?: CallOptions): Promise<Invite>;
    list(call?: CallOptions): Promise<readonly InviteInfo[]>;
    revoke(id: string, call?: CallOptions): Promise<void>;
    renew(id: string, call?: CallOptions): Promise<Invite>;
    extend(id: string, expiresIn: Duration, call?: CallOptions): Promise<void>;
}

interface JoinOptions<S extends Json = Json> extends CallOptions {
    readonly displayName: string;
    readonly initialState?: S | (() => S);
    readonly onKnock?: (waiting: Waiting) => void;
}

type Json = null | boolean | number | string | readonly Json[] | JsonObject;

interface JsonObject {
    readonly [name: string]: Json;
}

interface Knock {
    readonly member: string;
    readonly inviteId: string;
    readonly inviteName: string | null;
    readonly name: string;
    readonly emoji: readonly Emoji[] | null;
    readonly openKnocks: number;
    admit(call?: CallOptions): Promise<void>;
    decline(options?: CallOptions & {
        readonly block?: boolean;
    }): Promise<void>;
}

interface Ledger {
    readonly newest: {
        readonly size: number;
        readonly root: string;
    } | null;
    readonly receipt: string | null;
    entries(query?: LedgerQuery, call?: CallOptions): AsyncIterable<LedgerEntryInfo>;
    verify(call?: CallOptions): Promise<LedgerVerdict>;
    export(format: LedgerFormat, call?: CallOptions): Promise<Blob>;
    onAlarm(callback: (alarm: Alarm) => void, options?: CallOptions): Unsubscribe;
}

type LedgerActor = {
    readonly kind: "member";
    readonly id: string;
    readonly name: string | null;
} | {
    readonly kind: "anyone" | "broker" | "operator";
};

interface LedgerEntryInfo {
    readonly index: number;
    readonly at: Date;
    readonly type: LedgerEntryType;
    readonly actor: LedgerActor;
    readonly object: string;
    readonly objectName: string | null;
    readonly outcome: string;
    readonly count: number;
    readonly log: number;
    readonly network: string | null;
    readonly browser: string | null;
    readonly requestId: string | null;
    readonly statement: string | null;
}

type LedgerEntryType = keyof typeof TYPES;

type LedgerFlaw = "malformed" | "statement" | "missing_act" | "unexpected_act" | "time" | "not_legal" | "details" | "root" | "contradicted" | "signature" | "order" | "truncated" | "log_proof" | "policy";

type LedgerFormat = "bundle" | "jsonl" | "csv";

interface LedgerQuery {
    readonly from?: number;
}

type LedgerVerdict = {
    readonly ok: true;
    readonly entries: number;
    readonly checkpoints: number;
    readonly logged: number;
    readonly cosigned: boolean;
} | {
    readonly ok: false;
    readonly brokenAt: number | null;
    readonly code: LedgerFlaw;
    readonly message: string;
};

type LostConnection = "lost" | "restored" | "failed";

interface Member {
    readonly id: string;
    readonly name: string;
    readonly role: Role;
    readonly self: boolean;
    readonly inviteId: string | null;
    readonly invitedBy: string | null;
    readonly comparisons: readonly {
        readonly by: string;
        readonly match: boolean;
    }[];
    readonly confirmed: boolean;
}

interface Members {
    list(): readonly Member[];
    setRole(id: string, role: Role, call?: CallOptions): Promise<void>;
    remove(id: string | readonly string[], options?: RemoveOptions): Promise<Removal>;
}

interface OpenOptions extends CallOptions {
    readonly memberId?: string;
}

interface Other {
    readonly member: Member;
    readonly presence: JsonObject;
}

type ProblemCode = "bad_request" | "statement_invalid" | "token_invalid" | "use_dpop_nonce" | "creation_token_required" | "role_forbidden" | "not_found" | "method_not_allowed" | "session_exists" | "statement_conflict" | "invite_used" | "invite_expired" | "invite_revoked" | "invite_changed" | "join_declined" | "session_full" | "slot_taken" | "session_ended" | "counter_used" | "epoch_closed" | "head_moved" | "heads_moved" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "internal" | "draining" | "overloaded" | "too_many_sessions" | "session_storage_full";

interface QrShape {
    readonly size: number;
    readonly path: string;
}

interface ReceiveHandoverOptions extends CallOptions {
    readonly deviceName: string;
    readonly onWaiting?: (waiting: HandoverWaiting) => void;
}

declare abstract class Redacted {
    toString(): string;
    toJSON(): string;
}

interface RefusedFrame {
    readonly seq: number;
    readonly reason: string;
}

interface Removal {
    readonly epoch: number;
    readonly readable: readonly {
        readonly channel: number;
        readonly head: number;
    }[];
    readonly unconfirmed: readonly string[];
    whenConfirmed(call?: CallOptions): Promise<void>;
    onChange(callback: (unconfirmed: readonly string[]) => void): Unsubscribe;
}

interface RemoveOptions extends CallOptions {
    readonly keepInvites?: readonly string[];
}

type Role = "host" | "editor" | "viewer" | "auditor";

interface Session<S extends Json = Json> {
    readonly id: string;
    readonly origin: string;
    readonly title: string;
    readonly self: Member;
    readonly role: Role;
    readonly canWrite: boolean;
    readonly status: SessionStatus;
    readonly closed: CloseInfo | null;
    readonly synced: boolean;
    readonly frozen: boolean;
    readonly epoch: number;
    readonly members: Members;
    readonly others: readonly Other[];
    readonly knocks: readonly Knock[];
    readonly hasUnsyncedChanges: boolean;
    readonly invites: Invites | null;
    readonly ledger: Ledger;
    get(): Readonly<S> | undefined;
    set(state: S, call?: CallOptions): Promise<void>;
    update(change: (state: Readonly<S> | undefined) => S, call?: CallOptions): Promise<Readonly<S>>;
    initialize(state: S | (() => S), call?: CallOptions): Promise<boolean>;
    onChange(callback: (state: Readonly<S>, change: Change) => void, options?: {
        readonly immediate?: boolean;
        readonly signal?: AbortSignal;
    }): Unsubscribe;
    channel(name?: string): Channel;
    updatePresence(patch: JsonObject): void;
    compare(memberId: string, call?: CallOptions): Promise<Comparison>;
    handover(call?: CallOptions): Promise<Handover>;
    createRecoveryFile(passphrase: string, call?: CallOptions): Promise<Blob>;
    freeze(on: boolean, call?: CallOptions): Promise<void>;
    end(call?: CallOptions): Promise<void>;
    whenSynced(call?: CallOptions): Promise<void>;
    flush(call?: CallOptions): Promise<void>;
    on<K extends keyof SessionEvents<S>>(type: K, callback: SessionEvents<S>[K], options?: {
        readonly signal?: AbortSignal;
    }): Unsubscribe;
    once<K extends keyof SessionEvents<S>>(type: K, options?: {
        readonly signal?: AbortSignal;
    }): Promise<Parameters<SessionEvents<S>[K]>[0]>;
    connect(): void;
    disconnect(): void;
    leave(): Promise<void>;
    destroy(): void;
}

interface SessionEvents<S extends Json = Json> {
    status: (status: SessionStatus) => void;
    sync: (synced: boolean) => void;
    change: (state: Readonly<S>, change: Change) => void;
    members: (members: readonly Member[]) => void;
    others: (others: readonly Other[]) => void;
    knocks: (knocks: readonly Knock[]) => void;
    compare: (request: ComparisonRequest) => void;
    "unsynced-changes": (count: number) => void;
    "lost-connection": (event: LostConnection) => void;
    title: (title: string) => void;
    role: (role: Role) => void;
    frozen: (on: boolean) => void;
    key: (key: {
        readonly epoch: number;
    }) => void;
    refused: (frame: RefusedFrame) => void;
    alarm: (alarm: Alarm) => void;
    error: (error: BrokerError) => void;
    closed: (info: CloseInfo) => void;
}

type SessionId = string & {
    readonly [sessionId]: true;
};

type SessionStatus = "initial" | "connecting" | "connected" | "reconnecting" | "disconnected" | "closed";

interface SessionSummary {
    readonly id: string;
    readonly memberId: string;
    readonly title: string;
    readonly displayName: string;
    readonly role: Role;
    readonly lastUsedAt: Date;
}

interface SigningKey {
    readonly publicKey: VerifyingKey;
    sign(...parts: readonly Uint8Array[]): Promise<Bytes>;
}

interface StorageInfo {
    readonly kind: "indexeddb" | "memory" | "custom";
    readonly persistent: boolean;
}

declare const TYPES: {
    readonly "session.created": readonly [
        "signer",
        "nothing"
    ];
    readonly "session.changed": readonly [
        "signer",
        "nothing"
    ];
    readonly "session.frozen": readonly [
        "signer",
        "nothing"
    ];
    readonly "session.unfrozen": readonly [
        "signer",
        "nothing"
    ];
    readonly "session.ended": readonly [
        "signer",
        "nothing"
    ];
    readonly "invite.created": readonly [
        "signer",
        "invite"
    ];
    readonly "invite.extended": readonly [
        "signer",
        "invite"
    ];
    readonly "invite.revoked": readonly [
        "signer",
        "invite"
    ];
    readonly "member.joined": readonly [
        "signer",
        "invite"
    ];
    readonly "member.knocked": readonly [
        "signer",
        "invite"
    ];
    readonly "member.knock_answered": readonly [
        "signer",
        "member"
    ];
    readonly "member.admitted": readonly [
        "signer",
        "member"
    ];
    readonly "member.declined": readonly [
        "signer",
        "member"
    ];
    readonly "member.removed": readonly [
        "signer",
        "member"
    ];
    readonly "member.role_changed": readonly [
        "signer",
        "member"
    ];
    readonly "member.moved": readonly [
        "signer",
        "member"
    ];
    readonly "member.compared": readonly [
        "signer",
        "member"
    ];
    readonly "epoch.changed": readonly [
        "signer",
        "epoch"
    ];
    readonly "invite.opened": readonly [
        "anyone",
        "invite"
    ];
    readonly "invite.refused": readonly [
        "anyone",
        "invite"
    ];
    readonly "invite.locked": readonly [
        "broker",
        "invite"
    ];
    readonly "member.connected": readonly [
        "member",
        "nothing"
    ];
    readonly "member.disconnected": readonly [
        "member",
        "nothing"
    ];
    readonly "member.limited": readonly [
        "member",
        "nothing"
    ];
    readonly "epoch.confirmed": readonly [
        "member",
        "epoch"
    ];
    readonly "ledger.read": readonly [
        "member",
        "nothing"
    ];
    readonly "ledger.exported": readonly [
        "member",
        "nothing"
    ];
    readonly "details.erased": readonly [
        "operator",
        "nothing"
    ];
    readonly "operator.read": readonly [
        "command",
        "nothing"
    ];
    readonly "operator.exported": readonly [
        "command",
        "member"
    ];
    readonly "operator.erased": readonly [
        "command",
        "member"
    ];
};

type TextField = "displayName" | "title" | "name" | "note" | "deviceName" | "passphrase";

type Unsubscribe = () => void;

type VerifyingKey = Bytes & {
    readonly [verifyingKey]: true;
};

interface Waiting {
    readonly since: Date;
    readonly emoji: readonly Emoji[] | null;
    cancel(): void;
    onChange(callback: () => void): Unsubscribe;
}

declare class WrapKey extends Redacted {
    #private;
    readonly publicKey: WrapPublicKey;
    constructor(seed: Bytes, publicKey: WrapPublicKey);
    exposeSeed(): Bytes;
}

type WrapPublicKey = Bytes & {
    readonly [wrapPublicKey]: true;
};

declare function createClient(options: ClientOptions): Client;

declare function forgetInviteLink(): void;

declare function qrShape(text: string): QrShape;

declare const sessionId: unique symbol;

declare function takeInviteLink(): string | null;

declare function verifyLedgerFile(file: Blob | string, policy?: string): Promise<LedgerVerdict>;

declare const verifyingKey: unique symbol;

declare const wrapPublicKey: unique symbol;

export { Alarm, BrokerError, CallOptions, Change, Channel, ChannelEntry, ChannelEvents, ChannelMessage, Client, ClientOptions, CloseInfo, CloseReason, Comparison, ComparisonRequest, CreateInviteOptions, CreateSessionOptions, DeviceStore, Duration, Emoji, ErrorCode, Handover, HandoverRequest, HandoverWaiting, HostSession, InvalidLinkCode, InvalidLinkError, InvalidTextError, Invite, InviteInfo, InviteLink, InvitePreview, InviteState, InviteStatus, Invites, JoinOptions, Json, JsonObject, Knock, Ledger, LedgerActor, LedgerEntryInfo, LedgerEntryType, LedgerFlaw, LedgerFormat, LedgerQuery, LedgerVerdict, LostConnection, Member, Members, OpenOptions, Other, QrShape, ReceiveHandoverOptions, RefusedFrame, Removal, RemoveOptions, Role, Session, SessionEvents, SessionStatus, SessionSummary, StorageInfo, TextField, Unsubscribe, Waiting, createClient, forgetInviteLink, qrShape, takeInviteLink, verifyLedgerFile };
