import type { Broker } from "./broker.js";
import type { CallOptions } from "./callOptions.js";
import type { Connection } from "./connection.js";
import { BrokerError } from "./errors.js";
import type { Follower } from "./follower.js";
import type { Handover } from "./handover.js";
import type { Invites } from "./invites.js";
import { loadedPart } from "./loadedPart.js";
import { requirePassphrase } from "./passphrase.js";
import type { MemberContext } from "./rosterFollower.js";

/** What is needed to go on elsewhere. */
export interface Elsewhere {
  readonly broker: Broker;
  /** Where links open. */
  readonly appUrl: string;
}

export interface OtherDevicesParts extends Elsewhere {
  readonly context: MemberContext;
  readonly follower: Follower;
  readonly connection: Connection;
  readonly names: () => { readonly displayName: string; readonly title: string };
  /** Null unless this member is a host. */
  readonly invites: () => Invites | null;
  /** Resolves when everything that was written is acknowledged, or has failed. */
  readonly flush: () => Promise<void>;
}

const RECOVERY_TYPE = "application/octet-stream";

/** How a member goes on elsewhere: on another device, or, if all are lost, from a file. */
export class OtherDevices {
  readonly #parts: OtherDevicesParts;

  constructor(parts: OtherDevicesParts) {
    this.#parts = parts;
  }

  handover({ signal }: CallOptions): Promise<Handover> {
    return this.#parts.connection.run(signal, async (either) => {
      const { HandingOver } = await loadedPart(import("./handingOver.js"));
      return HandingOver.begin(this.#parts, either);
    });
  }

  async recoveryFile(passphrase: string, { signal }: CallOptions): Promise<Blob> {
    const { connection, broker, context, names, invites } = this.#parts;
    const required = requirePassphrase(passphrase);
    return connection.run(signal, async (either) => {
      const { makeRecoveryFile } = await loadedPart(import("./recovery.js"));
      const { displayName } = names();
      const terms = { name: displayName, role: "host", requireApproval: false } as const;
      const call = { signal: either };
      const invite = await invites()?.create({ ...terms, expiresIn: "15m" }, call);
      if (invite === undefined) {
        throw new BrokerError("role_forbidden", "only hosts make recovery files");
      }
      const { clock } = context;
      const file = await makeRecoveryFile(broker, invite, displayName, required, clock, either);
      return new Blob([file], { type: RECOVERY_TYPE });
    });
  }
}
