import { ByteReader, type Bytes, decodeUtf8 } from "../bytes.js";
import { FormatError } from "../formatError.js";
import { type MemberId, parseMemberId } from "../memberId.js";

/** Where a channel stands, as the broker says at the beginning. */
export interface WelcomeHead {
  readonly channel: number;
  readonly head: number;
}

/** What the broker says on a live connection. PROTOCOL.md §9.1. */
export type ServerMessage =
  | { readonly type: "challenge"; readonly nonce: Bytes }
  | {
      readonly type: "welcome";
      readonly silenceSeconds: number;
      readonly size: number;
      readonly heads: readonly WelcomeHead[];
    }
  | { readonly type: "live" }
  | {
      readonly type: "frame";
      readonly channel: number;
      readonly seq: number;
      readonly frame: Bytes;
    }
  | { readonly type: "acked"; readonly ref: number; readonly seq: number }
  | { readonly type: "refused"; readonly ref: number; readonly problem: Bytes }
  | { readonly type: "ephemeral"; readonly frame: Bytes }
  | { readonly type: "statement"; readonly position: number; readonly entry: string }
  | { readonly type: "name"; readonly version: number; readonly frame: Bytes }
  | { readonly type: "checkpoint"; readonly note: string }
  | { readonly type: "compact"; readonly channel: number }
  | { readonly type: "left"; readonly member: MemberId }
  | { readonly type: "pong"; readonly echo: number }
  | {
      readonly type: "bye";
      readonly code: number;
      readonly retryAfterMs: number;
      readonly sentence: string;
    };

const NONCE_BYTES = 32;

/** @throws {FormatError} On what is no message of a broker. */
export function parseServerMessage(bytes: Bytes): ServerMessage {
  const reader = new ByteReader(bytes);
  const message = read(reader);
  if (reader.rest().length > 0) {
    throw new FormatError("live message: bytes left over");
  }
  return message;
}

function read(reader: ByteReader): ServerMessage {
  switch (reader.u8()) {
    case 0x01:
      return { type: "challenge", nonce: reader.take(NONCE_BYTES) };
    case 0x03:
      return readWelcome(reader);
    case 0x04:
      return { type: "live" };
    case 0x20:
      return { type: "frame", channel: reader.u8(), seq: readSeq(reader), frame: reader.rest() };
    case 0x21:
      return { type: "acked", ref: reader.u32(), seq: readSeq(reader) };
    case 0x22:
      return { type: "refused", ref: reader.u32(), problem: reader.rest() };
    case 0x23:
      return { type: "ephemeral", frame: reader.rest() };
    case 0x24:
      return { type: "statement", position: reader.u32(), entry: decodeUtf8(reader.rest()) };
    case 0x25:
      return { type: "name", version: reader.u64(), frame: reader.rest() };
    case 0x26:
      return { type: "checkpoint", note: decodeUtf8(reader.rest()) };
    case 0x27:
      return { type: "compact", channel: readHead(reader).channel };
    case 0x28:
      return { type: "left", member: parseMemberId(decodeUtf8(reader.rest())) };
    case 0x1f:
      return { type: "pong", echo: reader.u64() };
    case 0x2f:
      return {
        type: "bye",
        code: reader.u16(),
        retryAfterMs: reader.u32(),
        sentence: decodeUtf8(reader.rest()),
      };
    default:
      throw new FormatError("live message: unknown type");
  }
}

function readWelcome(reader: ByteReader): ServerMessage {
  reader.u32(); // the largest message: no frame comes near it
  const silenceSeconds = reader.u16();
  const size = reader.u32();
  reader.u64(); // the newest version of the names, which come by themselves
  const heads = Array.from({ length: reader.u8() }, () => {
    const head = readHead(reader);
    reader.u64(); // the base, which shows in the frames
    return head;
  });
  return { type: "welcome", silenceSeconds, size, heads };
}

function readHead(reader: ByteReader): WelcomeHead {
  return { channel: reader.u8(), head: reader.u64() };
}

function readSeq(reader: ByteReader): number {
  const seq = reader.u64();
  if (seq < 1) {
    throw new FormatError("live message: no sequence number");
  }
  return seq;
}
