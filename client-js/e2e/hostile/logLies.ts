import {
  type Entries,
  inviteBy,
  joinBy,
  lastInvite,
  lastJoin,
  read,
  withGenesis,
  withLastJoin,
} from "./forgeries.js";
import { type Keys, newKeys } from "./keys.js";
import { type Lie } from "./lie.js";

/** What the log becomes. The liar has keys of its own, the same ones whenever it is asked. */
type LogLie = (truth: Entries, liar: Keys) => Entries | Promise<Entries>;

/** Lies about the member that came in last, by what such a broker does. */
export const NEWCOMER_LIES: Readonly<Record<string, LogLie>> = {
  "swaps the signing key of a member": (truth, liar) =>
    withLastJoin(truth, { signingKey: liar.publicKeys.signingKey }, liar),
  "swaps the wrap key of a member": (truth, liar) =>
    withLastJoin(truth, { wrapKey: liar.publicKeys.wrapKey }, liar),
  "raises the role of a member": (truth, liar) => withLastJoin(truth, { role: "host" }, liar),
};

/** Lies about the host. */
export const HOST_LIES: Readonly<Record<string, LogLie>> = {
  "swaps the host key": (truth, liar) => withGenesis(truth, liar.publicKeys, liar),
  "swaps the host's wrap key": (truth, liar) =>
    withGenesis(truth, { wrapKey: liar.publicKeys.wrapKey }, liar),
};

/** Entries that no honest broker takes, behind the true ones. */
export const ADDED_LIES: Readonly<Record<string, LogLie>> = {
  "adds a ghost by an invite of its own": async (truth, liar) => {
    const { by } = read("change", truth[1] ?? "");
    const { iid, entry } = await inviteBy(by, truth, liar);
    return [...truth, entry, await joinBy(iid, entry, truth, liar)];
  },
  "adds a ghost by an invite whose link it has not": async (truth, liar) => {
    const entry = lastInvite(truth);
    return [...truth, await joinBy(read("invite", entry).iid, entry, truth, liar)];
  },
  "replays a member's join": (truth) => [...truth, lastJoin(truth)],
  "replays a statement of the host": (truth) => [...truth, lastInvite(truth)],
};

export async function lieInLog(lie: LogLie): Promise<Required<Pick<Lie, "log">>> {
  const liar = await newKeys();
  return { log: (truth) => lie(truth, liar) };
}
