import { ascii, type Bytes, concat, u16, u32, u64, u8 } from "../bytes.js";
import type { FrameWrite, WriteCondition } from "../frameWrite.js";

/** What a client shows and asks for at the beginning. */
export interface Hello {
  readonly accessToken: string;
  readonly proof: string;
  /** Entries of the statement log that are known. */
  readonly logSize: number;
  readonly namesVersion: number;
  readonly channels: readonly { readonly channel: number; readonly after: number }[];
}

/** PROTOCOL.md §9.1, client → broker. */
export function encodeHello(hello: Hello): Bytes {
  return concat(
    u8(0x02),
    text16(hello.accessToken),
    text16(hello.proof),
    u32(hello.logSize),
    u64(hello.namesVersion),
    u8(hello.channels.length),
    ...hello.channels.map(({ channel, after }) => concat(u8(channel), u64(after))),
  );
}

export function encodeWrite(ref: number, write: FrameWrite): Bytes {
  const condition = encodeCondition(write.condition);
  return write.covers === undefined
    ? concat(u8(0x10), u32(ref), condition, write.frame)
    : concat(u8(0x11), u32(ref), u64(write.covers), condition, write.frame);
}

export function encodeEphemeral(frame: Bytes): Bytes {
  return concat(u8(0x12), frame);
}

export function encodeFollow(channel: number, after: number): Bytes {
  return concat(u8(0x13), u8(channel), u64(after));
}

export function encodeToken(accessToken: string): Bytes {
  return concat(u8(0x14), text16(accessToken));
}

export function encodePing(echo: number): Bytes {
  return concat(u8(0x1e), u64(echo));
}

function encodeCondition(condition: WriteCondition): Bytes {
  switch (condition.type) {
    case "any":
      return u8(0);
    case "at_head":
      return concat(u8(1), u64(condition.head));
    case "unwritten":
      return u8(2);
  }
}

function text16(text: string): Bytes {
  return concat(u16(text.length), ascii(text));
}
