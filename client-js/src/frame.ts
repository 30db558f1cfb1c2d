import { ByteReader, type Bytes, concat, equalBytes, u32, u64, u8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { type MemberId, memberIdBytes, memberIdFromBytes } from "./memberId.js";

export type FrameKind = "append" | "replace" | "ephemeral" | "name";

/** The part of a frame that the broker reads. */
export interface FrameHeader {
  readonly kind: FrameKind;
  readonly channel: number;
  readonly epoch: number;
  readonly sender: MemberId;
  /** 8 bytes that tell apart what one sender runs at a time, or one after the other. */
  readonly instance: Bytes;
  readonly counter: number;
}

/** One sealed message. Nothing about it is believed until it is opened. FORMATS.md §9. */
export interface Frame {
  readonly header: FrameHeader;
  readonly commitment: Bytes;
  readonly ciphertext: Bytes;
  readonly signature: Bytes;
}

const MAX_FRAME_BYTES = 262_144;

const VERSION = 1;
const SUITE = 1;
const KINDS: readonly FrameKind[] = ["append", "replace", "ephemeral", "name"];
const HEADER_BYTES = 40;
export const INSTANCE_BYTES = 8;
/** Stands for the instances that a list of counters leaves out. No frame has it. */
export const NO_INSTANCE: Bytes = new Uint8Array(INSTANCE_BYTES);
const COMMITMENT_BYTES = 32;
const SIGNATURE_BYTES = 64;
const MAX_EPOCH = 2 ** 31 - 1;
const MIN_CIPHERTEXT_BYTES = 256 + 16; // the least padding, and the tag
const MIN_FRAME_BYTES = HEADER_BYTES + COMMITMENT_BYTES + MIN_CIPHERTEXT_BYTES + SIGNATURE_BYTES;

/** @throws {FormatError} On a length or a header field that no frame has. */
export function parseFrame(bytes: Uint8Array): Frame {
  if (bytes.length < MIN_FRAME_BYTES || bytes.length > MAX_FRAME_BYTES) {
    throw new FormatError("frame: too short or too long");
  }
  const reader = new ByteReader(bytes);
  const header = readHeader(reader);
  const commitment = reader.take(COMMITMENT_BYTES);
  const rest = reader.rest();
  const signatureStart = rest.length - SIGNATURE_BYTES;
  return {
    header,
    commitment,
    ciphertext: rest.slice(0, signatureStart),
    signature: rest.slice(signatureStart),
  };
}

export function encodeFrame(frame: Frame): Bytes {
  return concat(encodeHeader(frame.header), frame.commitment, frame.ciphertext, frame.signature);
}

export function encodeHeader(header: FrameHeader): Bytes {
  return concat(
    u8(VERSION),
    u8(SUITE),
    u8(kindCode(header.kind)),
    u8(header.channel),
    u32(header.epoch),
    memberIdBytes(header.sender),
    header.instance,
    u64(header.counter),
  );
}

export function kindCode(kind: FrameKind): number {
  return KINDS.indexOf(kind) + 1;
}

function readHeader(reader: ByteReader): FrameHeader {
  if (reader.u8() !== VERSION || reader.u8() !== SUITE) {
    throw new FormatError("frame: another version or suite");
  }
  const kind = KINDS[reader.u8() - 1];
  if (kind === undefined) {
    throw new FormatError("frame: unknown kind");
  }
  const channel = reader.u8();
  if (kind === "name" && channel !== 0) {
    throw new FormatError("frame: a name in a channel");
  }
  return {
    kind,
    channel,
    epoch: readEpoch(reader),
    sender: memberIdFromBytes(reader.take(16)),
    instance: readInstance(reader),
    counter: readCounter(reader),
  };
}

function readInstance(reader: ByteReader): Bytes {
  const instance = reader.take(INSTANCE_BYTES);
  if (equalBytes(instance, NO_INSTANCE)) {
    throw new FormatError("frame: no instance");
  }
  return instance;
}

export function readEpoch(reader: ByteReader): number {
  const epoch = reader.u32();
  if (epoch < 1 || epoch > MAX_EPOCH) {
    throw new FormatError("frame: epoch out of range");
  }
  return epoch;
}

function readCounter(reader: ByteReader): number {
  const counter = reader.u64();
  if (counter < 1) {
    throw new FormatError("frame: counter out of range");
  }
  return counter;
}
