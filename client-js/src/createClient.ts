import { Broker } from "./broker.js";
import type { CallOptions } from "./callOptions.js";
import type {
  Client,
  ClientOptions,
  CreateSessionOptions,
  InvitePreview,
  InviteStatus,
  JoinOptions,
  OpenOptions,
  SessionSummary,
} from "./client.js";
import type { Device } from "./device.js";
import type { StorageInfo } from "./deviceStore.js";
import { FormatError } from "./formatError.js";
import type { ReceiveHandoverOptions } from "./handover.js";
import { deriveInviteId } from "./inviteId.js";
import { type InviteLink, parseInviteLink } from "./inviteLink.js";
import type { LookupState } from "./inviteLookup.js";
import type { InviteLooks } from "./inviteLooks.js";
import type { Entered } from "./joining.js";
import type { Json } from "./json.js";
import { loadedPart } from "./loadedPart.js";
import type { StoredMembership } from "./membership.js";
import type { MemberSession } from "./memberSession.js";
import type { HostSession, Session } from "./session.js";
import { OpenWaits } from "./openWait.js";
import { parseSessionId, type SessionId } from "./sessionId.js";
import { SharedFlights } from "./sharedFlights.js";
import { withEither } from "./signals.js";
import { forgetInviteLink } from "./takeInviteLink.js";
import { requireName } from "./texts.js";

const JOIN_PAGE = "/j";
const HEADER_TEXT = /^[!-~]+$/;

/** Makes a client of one broker. Sends nothing until a method is called. */
export function createClient(options: ClientOptions): Client {
  return new BrokerClient(options);
}

class BrokerClient implements Client {
  readonly #options: ClientOptions;
  readonly #broker: Broker;
  readonly #appUrl: string;
  readonly #clock = Date.now;
  readonly #joins = new SharedFlights<Entered>();
  readonly #waits = new OpenWaits();
  #opened: Promise<Device> | undefined;
  #looks: InviteLooks | undefined;

  constructor(options: ClientOptions) {
    if (!HEADER_TEXT.test(options.creationToken ?? "-")) {
      throw new RangeError("creationToken: want visible ASCII characters");
    }
    this.#options = options;
    const fetchFunction = options.fetch ?? ((input, init) => fetch(input, init));
    this.#broker = new Broker(options.brokerUrl, fetchFunction, this.#clock);
    const appUrl = new URL(options.appUrl ?? JOIN_PAGE, this.#broker.origin);
    appUrl.hash = "";
    this.#appUrl = appUrl.href;
  }

  get brokerUrl(): URL {
    return new URL(this.#broker.origin);
  }

  get appUrl(): URL {
    return new URL(this.#appUrl);
  }

  get storage(): Promise<StorageInfo> {
    return this.#device().then(({ storage }) => storage);
  }

  async createSession<S extends Json = Json>(
    options: CreateSessionOptions<S>,
  ): Promise<HostSession<S>> {
    const { signal, initialState } = options;
    const titles = {
      displayName: requireName("name", "displayName", options.displayName),
      title: requireName("title", "title", options.title),
    };
    const device = await this.#device();
    const { creationToken } = this.#options;
    const { startSession } = await loadedPart(import("./sessionStart.js"));
    await this.#sessionOpening();
    const start = { titles, creationToken, clock: this.#clock, signal };
    const entered = await startSession(this.#broker, device, start);
    const session = await this.#connect<S>(entered, signal);
    await seed(session, initialState, signal);
    return session as HostSession<S>;
  }

  parseInvite(link: string | URL): InviteLink {
    return parseInviteLink(String(link));
  }

  async previewInvite(
    link: string | URL | InviteLink,
    { signal }: CallOptions = {},
  ): Promise<InvitePreview> {
    const { memberships } = await this.#device();
    const looks = await this.#look();
    const found = await looks.look(this.#read(link), signal);
    const { statement, preview, state, used } = found;
    const kept = await memberships.find(statement.sid, found.iid);
    return {
      status: statusHere(kept, state),
      sessionId: statement.sid,
      sessionTitle: preview.title,
      host: { name: preview.host },
      invitee: preview.name,
      role: statement.role,
      note: preview.note,
      requiresApproval: statement.approval,
      usesLeft: Math.max(0, statement.uses - used),
      expiresAt: new Date(statement.exp * 1000),
    };
  }

  async join<S extends Json = Json>(
    link: string | URL | InviteLink,
    options: JoinOptions<S>,
  ): Promise<Session<S>> {
    const { signal, initialState, onKnock = () => undefined } = options;
    const displayName = requireName("name", "displayName", options.displayName);
    const device = await this.#device();
    const read = this.#read(link);
    const looks = await this.#look();
    const { Joining } = await loadedPart(import("./joining.js"));
    await this.#sessionOpening();
    const iid = await deriveInviteId((await read.secret.signingKey(read.sid)).publicKey);
    const entered = await this.#waits.during(iid, onKnock, (wait, cancelled) =>
      withEither([signal, cancelled], (either) =>
        this.#joins.run(iid, either, async (shared) => {
          const kept = await device.memberships.find(read.sid, iid);
          if (kept?.joining === false) {
            return { stored: kept };
          }
          const joining = new Joining(this.#broker, device, this.#clock);
          return looks.act(iid, read, shared, (found) =>
            joining.join(found, displayName, wait, shared),
          );
        }),
      ),
    );
    const session = await this.#connect<S>(entered, signal);
    if (session.canWrite) {
      await seed(session, initialState, signal);
    }
    // Only now: until the application has the session, a reload needs the link to find it again.
    forgetInviteLink();
    return session;
  }

  async receiveHandover<S extends Json = Json>(
    link: string | URL,
    { deviceName, onWaiting = () => undefined, signal }: ReceiveHandoverOptions,
  ): Promise<Session<S>> {
    const { Receiving } = await loadedPart(import("./receiving.js"));
    await this.#sessionOpening();
    const parts = {
      broker: this.#broker,
      device: await this.#device(),
      clock: this.#clock,
      deviceName: requireName("name", "deviceName", deviceName),
      onWaiting,
    };
    const entered = await withEither([signal], (either) =>
      Receiving.run(String(link), parts, either),
    );
    return this.#connect<S>(entered, signal);
  }

  async recover<S extends Json = Json>(
    file: Blob,
    passphrase: string,
    { signal }: CallOptions = {},
  ): Promise<HostSession<S>> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { recoverMember } = await loadedPart(import("./recovery.js"));
    await this.#sessionOpening();
    const device = await this.#device();
    const entered = await recoverMember(this.#broker, device, bytes, passphrase, this.#clock());
    return (await this.#connect<S>(entered, signal)) as HostSession<S>;
  }

  async open<S extends Json = Json>(
    sessionId: string,
    { memberId, signal }: OpenOptions = {},
  ): Promise<Session<S> | null> {
    const { memberships } = await this.#device();
    const sid = readSessionId(sessionId);
    const here = sid === null ? [] : await memberships.of(sid);
    const [newest] = this.#joined(here).filter(
      ({ mid }) => memberId === undefined || mid === memberId,
    );
    return newest === undefined ? null : this.#connect<S>({ stored: newest }, signal);
  }

  async sessions(): Promise<readonly SessionSummary[]> {
    const { memberships } = await this.#device();
    return this.#joined(await memberships.all()).map((stored) => ({
      id: stored.sid,
      memberId: stored.mid,
      title: stored.title,
      displayName: stored.displayName,
      role: stored.role,
      lastUsedAt: new Date(stored.lastUsedAt),
    }));
  }

  async forget(sessionId: string): Promise<void> {
    const { memberships } = await this.#device();
    const sid = readSessionId(sessionId);
    if (sid !== null) {
      await memberships.forget(sid);
    }
  }

  /** At this broker, the last used first. */
  #joined(stored: readonly StoredMembership[]): readonly StoredMembership[] {
    return stored
      .filter(({ joining, origin }) => !joining && origin === this.#broker.origin)
      .sort((a, b) => b.lastUsedAt - a.lastUsedAt);
  }

  async #connect<S extends Json>(
    entered: Entered,
    signal: AbortSignal | undefined,
  ): Promise<MemberSession<S>> {
    const { openSession } = await this.#sessionOpening();
    const surroundings = {
      broker: this.#broker,
      device: await this.#device(),
      appUrl: this.#appUrl,
      clock: this.#clock,
      options: this.#options,
    };
    return openSession<S>(entered, surroundings, signal);
  }

  /** Fetched before anything is used up: what follows takes no further part. */
  #sessionOpening(): Promise<typeof import("./sessionOpening.js")> {
    return loadedPart(import("./sessionOpening.js"));
  }

  async #look(): Promise<InviteLooks> {
    const { InviteLooks } = await loadedPart(import("./inviteLooks.js"));
    return (this.#looks ??= new InviteLooks(this.#broker, this.#clock));
  }

  #read(link: string | URL | InviteLink): InviteLink {
    return typeof link === "string" || link instanceof URL ? this.parseInvite(link) : link;
  }

  #device(): Promise<Device> {
    this.#opened ??= loadedPart(import("./device.js")).then(
      ({ openDevice }) => openDevice(this.#options),
      (error: unknown) => {
        this.#opened = undefined;
        throw error;
      },
    );
    return this.#opened;
  }
}

function statusHere(kept: StoredMembership | undefined, state: LookupState): InviteStatus {
  if (kept === undefined) {
    return state;
  }
  if (kept.joining && kept.waitingSince !== null) {
    return "waiting";
  }
  return !kept.joining || state === "used" ? "used_here" : state;
}

async function seed<S extends Json>(
  session: Session<S>,
  initialState: S | (() => S) | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (initialState !== undefined) {
    await session.initialize(initialState, signal === undefined ? {} : { signal });
  }
}

function readSessionId(text: string): SessionId | null {
  try {
    return parseSessionId(text);
  } catch (error) {
    if (error instanceof FormatError) {
      return null;
    }
    throw error;
  }
}
