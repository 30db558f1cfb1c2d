import { decodeBase64Url, encodeBase64Url } from "../../src/base64Url.js";
import { type Refusal } from "../../src/durableFrame.js";
import { type Insider } from "./insider.js";
import { newKeys } from "./keys.js";
import { type State } from "./person.js";

interface FrameLie {
  /** A frame to be shown at the end of channel 0, by help of a member that is an editor. */
  readonly frame: (insider: Insider, shown: readonly string[]) => Promise<string> | string;
  /** Why every client refuses it. */
  readonly refusal: Refusal;
}

const LIE: State = { by: "Mallory" };

// The last byte of each field of a frame, or its first of many. FORMATS.md §9.
const KIND = 2;
const CHANNEL = 3;
const EPOCH = 7;
const COUNTER = 39;
const CIPHERTEXT = 72;

/** By what is shown. */
export const FRAME_LIES: Readonly<Record<string, FrameLie>> = {
  "an old frame again": {
    frame: (_, shown) => shown[0] ?? "",
    refusal: "counter",
  },
  "an old frame under a new counter": {
    frame: (_, shown) => withByte(shown[0] ?? "", COUNTER, 9),
    refusal: "does_not_open",
  },
  "a frame of another channel": {
    frame: async (insider) => insider.seal("replace", 7, await insider.bodyOf(LIE)),
    refusal: "malformed",
  },
  "a frame of another channel as one of this": {
    frame: async (insider) =>
      withByte(await insider.seal("replace", 7, await insider.bodyOf(LIE)), CHANNEL, 0),
    refusal: "does_not_open",
  },
  "a name as a state": {
    frame: async (insider) => {
      const { links, payload } = await insider.bodyOf(LIE);
      return insider.seal("name", 0, { links, payload });
    },
    refusal: "malformed",
  },
  "an append as a replace": {
    frame: async (insider) => {
      const { links, payload } = await insider.bodyOf(LIE);
      return withByte(await insider.seal("append", 0, { links, payload }), KIND, 2);
    },
    refusal: "does_not_open",
  },
  "a frame of an epoch that no host began": {
    frame: async (insider) => withByte(await insider.sealState(LIE), EPOCH, 2),
    refusal: "epoch",
  },
  "a frame with one bit of its content changed": {
    frame: async (insider) => withByte(await insider.sealState(LIE), CIPHERTEXT, 0),
    refusal: "does_not_open",
  },
  "a conditional frame at another place": {
    frame: (insider) => insider.sealState(LIE, { conditional: true, head: 0 }),
    refusal: "condition",
  },
  "a member's frame as one of the host": {
    frame: async (insider) => (await insider.inTheNameOfTheHost()).sealState(LIE),
    refusal: "does_not_open",
  },
  "a frame of somebody who is no member": {
    frame: async (insider) => insider.as(await newKeys()).sealState(LIE),
    refusal: "not_a_member",
  },
};

/** The frame with another byte at this place. */
function withByte(frame: string, place: number, byte: number): string {
  const bytes = decodeBase64Url(frame);
  bytes[place] = bytes[place] === byte ? byte ^ 1 : byte;
  return encodeBase64Url(bytes);
}
