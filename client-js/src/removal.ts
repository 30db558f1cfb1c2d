import type { Connection } from "./connection.js";
import type { Follower } from "./follower.js";
import type { CallOptions } from "./callOptions.js";
import type { MemberId } from "./memberId.js";
import type { Removal } from "./members.js";
import { mayRead } from "./rosterMember.js";
import { abortable } from "./signals.js";
import type { Unsubscribe } from "./session.js";

/**
 * What came of a removal: who has shown that they have the key of the epoch that began by it. They
 * show it by a name that they sealed with it.
 */
export class KeyReceipt implements Removal {
  readonly epoch: number;
  readonly readable: Removal["readable"];
  readonly #self: MemberId;
  readonly #follower: Follower;
  readonly #connection: Connection;

  constructor(epoch: number, self: MemberId, follower: Follower, connection: Connection) {
    const closing = follower.people.roster.epochs.get(epoch)?.closing ?? [];
    this.epoch = epoch;
    this.readable = closing.map(({ channel, head }) => ({ channel, head }));
    this.#self = self;
    this.#follower = follower;
    this.#connection = connection;
  }

  get unconfirmed(): readonly string[] {
    const { roster, names } = this.#follower.people;
    return roster
      .members()
      .filter(
        (member) =>
          member.id !== this.#self &&
          mayRead(member) &&
          roster.epochs.get(this.epoch)?.members.has(member.id) === true &&
          names.epochOf(member.id) < this.epoch,
      )
      .map(({ id }) => id);
  }

  whenConfirmed({ signal }: CallOptions = {}): Promise<void> {
    return this.#connection.run(signal, async (either) => {
      let off = (): void => undefined;
      const confirmed = new Promise<void>((resolve) => {
        off = this.onChange((unconfirmed) => {
          if (unconfirmed.length === 0) {
            resolve();
          }
        });
        if (this.unconfirmed.length === 0) {
          resolve();
        }
      });
      await abortable(confirmed, either).finally(off);
    });
  }

  onChange(callback: (unconfirmed: readonly string[]) => void): Unsubscribe {
    let known = this.unconfirmed.length;
    return this.#follower.people.onChange(() => {
      const { unconfirmed } = this;
      if (unconfirmed.length !== known) {
        known = unconfirmed.length;
        callback(unconfirmed);
      }
    });
  }
}
