import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

import type { Member } from "../members.js";

/** What one client tells of itself. Null: it is gone. */
export interface ClientState {
  readonly client: number;
  readonly clock: number;
  readonly state: unknown;
}

export function decodeStates(update: Uint8Array): ClientState[] {
  const decoder = decoding.createDecoder(update);
  const states: ClientState[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    states.push({
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: JSON.parse(decoding.readVarString(decoder)) as unknown,
    });
  }
  return states;
}

export function encodeStates(states: readonly ClientState[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const { client, clock, state } of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    }
  });
}

/** The state with the identity of whoever signed it, whatever it says of itself. */
export function verified(state: unknown, { id, name, role }: Member): object | null {
  if (!isObject(state)) {
    return null;
  }
  const user = "user" in state && isObject(state.user) ? state.user : {};
  return { ...state, user: { ...user, id, name, role } };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
