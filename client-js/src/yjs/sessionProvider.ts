import { ObservableV2 } from "lib0/observable";
import { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

import {
  closeEvent,
  connectionLost,
  errorEvent,
  mayReconnect,
  NO_SESSION,
  sessionClosed,
} from "./closeEvents.js";
import { DocumentLink } from "./documentLink.js";
import { type ProviderArguments, readArguments } from "./providerArguments.js";
import type { AuthorizedScope, ProviderEvents, SyncStatus } from "./providerEvents.js";
import type { ProviderOptions, SessionOptions } from "./providerOptions.js";
import type { ProviderSession } from "./providerSession.js";

/**
 * Keeps a Yjs document in step with a channel of a session, with the fields and events of
 * y-websocket 3.1.0. The connection is the session's: `disconnect` and `destroy` end what this
 * provider does with it, and leave it open for whoever else uses the session. Every page has a
 * connection of its own, so there is no BroadcastChannel between pages.
 *
 * An entry of the channel is one update of Yjs (format 1), as it is.
 */
export class SessionProvider extends ObservableV2<ProviderEvents> {
  readonly serverUrl: string;
  readonly roomname: string;
  readonly bcChannel: string;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  params: Record<string, string>;
  protocols: string[];
  maxBackoffTime: number;
  shouldReconnect: (event: CloseEvent, provider: SessionProvider) => boolean;
  readonly disableBc: boolean;
  wsconnected = false;
  wsconnecting = false;
  readonly bcconnected = false;
  shouldConnect = false;
  /** How often a connection ended since the document was last in step. */
  wsUnsuccessfulReconnects = 0;
  /** Always null: the session has the connection. */
  readonly ws: WebSocket | null = null;
  readonly #arguments: ProviderArguments;
  #link: DocumentLink | null = null;
  #synced = false;
  #unsynced = 0;
  #unreadable = 0;
  #destroyed = false;
  /** The session is closed, and everybody was told. */
  #over = false;

  constructor(session: ProviderSession, doc: Y.Doc, options?: ProviderOptions);
  /** In the order of y-websocket: `serverUrl` is kept as a field, the room is the channel. */
  constructor(serverUrl: string, roomname: string, doc: Y.Doc, options: SessionOptions);
  constructor(
    first: ProviderSession | string,
    second: Y.Doc | string,
    third?: ProviderOptions | Y.Doc,
    fourth?: SessionOptions,
  ) {
    super();
    const read = readArguments(first, second, third, fourth);
    const { options } = read;
    this.#arguments = read;
    this.serverUrl = read.serverUrl;
    this.roomname = read.roomname;
    this.bcChannel = `${read.serverUrl}/${read.roomname}`;
    this.doc = read.doc;
    this.awareness = options.awareness ?? new Awareness(read.doc);
    this.params = options.params ?? {};
    this.protocols = options.protocols ?? [];
    this.maxBackoffTime = options.maxBackoffTime ?? 2500;
    this.shouldReconnect = options.shouldReconnect ?? mayReconnect;
    this.disableBc = options.disableBc ?? false;
    if (read.session instanceof Promise) {
      read.session.then(this.#take, this.#refuse);
    } else {
      this.#take(read.session);
    }
    if (options.connect !== false) {
      this.connect();
    }
  }

  /** Without the parameters, which are not sent: an address is no place for secrets. */
  get url(): string {
    return this.bcChannel;
  }

  get session(): ProviderSession | null {
    return this.#link?.session ?? null;
  }

  /** Everything that the broker had when it was reached last is in the document. */
  get synced(): boolean {
    return this.#synced;
  }

  get whenSynced(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#synced) {
        resolve();
        return;
      }
      const heard = this.on("synced", (synced) => {
        if (synced) {
          this.off("synced", heard);
          resolve();
        }
      });
    });
  }

  get authorizedScope(): AuthorizedScope {
    return this.#link?.session.canWrite === true ? "read-write" : "readonly";
  }

  /** How many changes made here the broker has not stored yet. */
  get unsyncedChanges(): number {
    return this.#link?.unsynced ?? 0;
  }

  get hasUnsyncedChanges(): boolean {
    return this.unsyncedChanges > 0;
  }

  get syncStatus(): SyncStatus {
    return { synced: this.#synced, unsyncedChanges: this.unsyncedChanges };
  }

  /** Goes on after {@link disconnect}. A closed session stays closed. */
  connect(): void {
    if (this.#over) {
      return;
    }
    this.shouldConnect = true;
    this.#link?.open();
    if (!this.wsconnected && !this.wsconnecting) {
      this.#beginConnecting();
      // As over a network, never before whoever calls this can listen.
      queueMicrotask(this.#follow);
    }
  }

  disconnect(): void {
    this.shouldConnect = false;
    this.#link?.close();
    this.#end(null);
  }

  /** Does nothing; see the class. */
  connectBc(): void {
    return;
  }

  /** Does nothing; see the class. */
  disconnectBc(): void {
    return;
  }

  override destroy(): void {
    this.#destroyed = true;
    // Before the rest, as long as it may: it hands over what waits.
    this.#link?.destroy();
    this.disconnect();
    super.destroy();
  }

  readonly #take = (session: ProviderSession): void => {
    if (this.#destroyed) {
      return;
    }
    const { doc, awareness } = this;
    const { roomname: name, options } = this.#arguments;
    const flushDelay = options.flushDelay === false ? null : (options.flushDelay ?? null);
    const parts = { doc, awareness, name, flushDelay, origin: this };
    this.#link = new DocumentLink(session, parts, {
      moved: this.#follow,
      trouble: this.#failed,
      unsynced: this.#count,
      unreadable: this.#leaveOut,
      error: (error) => {
        this.emit("error", [error]);
      },
    });
    if (this.shouldConnect) {
      this.#link.open();
      this.#follow();
    }
  };

  readonly #refuse = (error: unknown): void => {
    if (!this.#destroyed) {
      this.emit("connection-error", [errorEvent(error), this]);
      this.#endForGood(closeEvent(NO_SESSION, String(error)));
    }
  };

  /** Brings the provider to where the session and the channel are. */
  readonly #follow = (): void => {
    if (this.#link === null || !this.shouldConnect) {
      return;
    }
    const { session } = this.#link;
    switch (session.status) {
      case "connected":
        this.#beginConnecting();
        this.#connected(this.#link);
        break;
      case "initial":
      case "connecting":
      case "reconnecting":
        if (this.wsconnected) {
          this.#lost();
        }
        this.#beginConnecting();
        break;
      case "disconnected":
        this.#end(null);
        break;
      case "closed":
        if (session.closed !== null) {
          this.#endForGood(sessionClosed(session.closed));
        }
        break;
    }
  };

  readonly #failed = (error: unknown): void => {
    if (this.wsconnecting) {
      this.emit("connection-error", [errorEvent(error), this]);
      this.#lost();
      this.#beginConnecting();
    }
  };

  readonly #count = (count: number): void => {
    if (count !== this.#unsynced) {
      this.#unsynced = count;
      this.emit("unsyncedChanges", [{ number: count }]);
      this.emit("sync-status", [this.syncStatus]);
    }
  };

  readonly #leaveOut = (error?: unknown): void => {
    if (++this.#unreadable === 1) {
      console.warn("latchkey: a member sent what is no update of a Yjs document", error ?? "");
    }
    this.emit("decrypt-error", [{ count: this.#unreadable }]);
  };

  #beginConnecting(): void {
    if (this.shouldConnect && !this.wsconnecting && !this.wsconnected) {
      this.wsconnecting = true;
      this.emit("status", [{ status: "connecting" }]);
    }
  }

  #connected(link: DocumentLink): void {
    if (!this.wsconnected && this.wsconnecting) {
      this.wsconnecting = false;
      this.wsconnected = true;
      this.emit("status", [{ status: "connected" }]);
      link.greet();
    }
    if (link.catchUp()) {
      this.#setSynced(true);
    } else if (this.#synced) {
      // A lost connection shows here first, and is told first.
      queueMicrotask(() => {
        this.#setSynced(this.wsconnected && link.catchUp());
      });
    }
  }

  #lost(): void {
    const event = connectionLost();
    this.#end(event);
    if (!this.shouldReconnect(event, this)) {
      this.#giveUp(event);
    }
  }

  #endForGood(event: CloseEvent): void {
    if (!this.#over) {
      this.#over = true;
      this.#end(event);
      this.#giveUp(event);
    }
  }

  /** The connection ends, in the order in which y-websocket tells it. */
  #end(event: CloseEvent | null): void {
    if (!this.wsconnected && !this.wsconnecting) {
      return;
    }
    this.emit("connection-close", [event, this]);
    this.wsconnecting = false;
    if (this.wsconnected) {
      this.wsconnected = false;
      this.#setSynced(false);
      this.#link?.lose();
      this.emit("status", [{ status: "disconnected" }]);
    }
    this.wsUnsuccessfulReconnects++;
  }

  #giveUp({ code, reason }: CloseEvent): void {
    this.shouldConnect = false;
    this.#link?.close();
    this.emit("closed", [{ code, reason }, this]);
  }

  #setSynced(synced: boolean): void {
    if (synced !== this.#synced) {
      this.#synced = synced;
      if (synced) {
        this.wsUnsuccessfulReconnects = 0;
      }
      this.emit("synced", [synced]);
      this.emit("sync", [synced]);
      this.emit("sync-status", [this.syncStatus]);
    }
  }
}
