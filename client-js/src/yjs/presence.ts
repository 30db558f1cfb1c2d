import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import {
  applyAwarenessUpdate,
  type Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness";

import type { Channel, ChannelMessage } from "../channel.js";
import type { Member } from "../members.js";
import { type ClientState, decodeStates, encodeStates, verified } from "./verifiedStates.js";

// The numbers of y-websocket.
const AWARENESS = 1;
const QUERY_AWARENESS = 3;

/** A cursor that moves says so this often. */
const BETWEEN_SENDS_MS = 50;
/** One for each page that a member may have connected. */
const MOST_CLIENTS_OF_A_MEMBER = 16;

interface Changes {
  readonly added: number[];
  readonly updated: number[];
  readonly removed: number[];
}

/**
 * Awareness over the channel's passing messages. A client ID belongs to the member who used it
 * first, until that member is gone, and its state bears that member's verified name.
 */
export class Presence {
  readonly #awareness: Awareness;
  readonly #channel: Channel;
  readonly #origin: object;
  readonly #owners = new Map<number, Member>();
  #open = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sendAgain = false;

  constructor(awareness: Awareness, channel: Channel, origin: object) {
    this.#awareness = awareness;
    this.#channel = channel;
    this.#origin = origin;
    awareness.on("update", this.#onUpdate);
  }

  open(): void {
    this.#open = true;
    this.#tell();
    this.#channel.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, QUERY_AWARENESS);
      }),
    );
  }

  /** The connection is gone, and with it what is known of the others. */
  close(): void {
    this.#open = false;
    this.#stopTimer();
    const { clientID } = this.#awareness;
    this.#drop([...this.#awareness.getStates().keys()].filter((client) => client !== clientID));
    this.#owners.clear();
  }

  /** As {@link close}, after telling the others. */
  leave(): void {
    if (this.#open) {
      this.#sendState(new Map());
    }
    this.close();
  }

  destroy(): void {
    this.leave();
    this.#awareness.off("update", this.#onUpdate);
  }

  /** Throws if it is no message of a provider. */
  take({ payload, by }: ChannelMessage): void {
    if (!this.#open) {
      return;
    }
    const decoder = decoding.createDecoder(payload);
    switch (decoding.readVarUint(decoder)) {
      case AWARENESS:
        this.#takeStates(decoding.readVarUint8Array(decoder), by);
        break;
      case QUERY_AWARENESS:
        this.#tell();
        break;
      default: // of a later version
    }
  }

  gone(member: string): void {
    const theirs = this.#clientsOf(member);
    theirs.forEach((client) => this.#owners.delete(client));
    this.#drop(theirs);
  }

  /** Names arrive after their members, and roles change. */
  rename(members: readonly Member[]): void {
    const byId = new Map(members.map((member) => [member.id, member]));
    const updated: number[] = [];
    for (const [client, owner] of this.#owners) {
      const member = byId.get(owner.id);
      const state = this.#awareness.getStates().get(client);
      if (member !== undefined && (member.name !== owner.name || member.role !== owner.role)) {
        this.#owners.set(client, member);
        this.#awareness.states.set(client, verified(state, member) ?? {});
        updated.push(client);
      }
    }
    if (updated.length > 0) {
      const changes = { added: [], updated, removed: [] };
      this.#awareness.emit("change", [changes, this.#origin]);
      this.#awareness.emit("update", [changes, this.#origin]);
    }
  }

  #takeStates(update: Uint8Array, by: Member): void {
    const theirs: ClientState[] = [];
    for (const { client, clock, state } of decodeStates(update)) {
      if (this.#mayUse(by, client)) {
        this.#owners.set(client, by);
        theirs.push({ client, clock, state: verified(state, by) });
      }
    }
    applyAwarenessUpdate(this.#awareness, encodeStates(theirs), this.#origin);
  }

  #mayUse(member: Member, client: number): boolean {
    const owner = this.#owners.get(client);
    return owner === undefined
      ? client !== this.#awareness.clientID &&
          this.#clientsOf(member.id).length < MOST_CLIENTS_OF_A_MEMBER
      : owner.id === member.id;
  }

  #clientsOf(member: string): number[] {
    return [...this.#owners].flatMap(([client, { id }]) => (id === member ? [client] : []));
  }

  /** Also their clocks, so that who comes back with the same one is seen at once. */
  #drop(clients: number[]): void {
    removeAwarenessStates(this.#awareness, clients, this.#origin);
    clients.forEach((client) => this.#awareness.meta.delete(client));
  }

  readonly #onUpdate = ({ added, updated, removed }: Changes): void => {
    removed.forEach((client) => this.#owners.delete(client));
    if ([...added, ...updated, ...removed].includes(this.#awareness.clientID)) {
      this.#tell();
    }
  };

  /** Sends this client's state: at once, and after a pause what changed in the meantime. */
  #tell(): void {
    if (!this.#open) {
      return;
    }
    if (this.#timer !== undefined) {
      this.#sendAgain = true;
      return;
    }
    this.#sendState(this.#awareness.getStates());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#sendAgain) {
        this.#sendAgain = false;
        this.#tell();
      }
    }, BETWEEN_SENDS_MS);
  }

  #sendState(states: Map<number, object>): void {
    this.#channel.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, AWARENESS);
        const { clientID } = this.#awareness;
        const update = encodeAwarenessUpdate(this.#awareness, [clientID], states);
        encoding.writeVarUint8Array(encoder, update);
      }),
    );
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sendAgain = false;
  }
}
