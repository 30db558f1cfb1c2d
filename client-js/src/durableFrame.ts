import type { Bytes } from "./bytes.js";
import type { EpochKey } from "./epochKey.js";
import { FormatError } from "./formatError.js";
import { type Frame, type FrameHeader, parseFrame } from "./frame.js";
import type { FrameBody } from "./frameBody.js";
import { openFrame } from "./frameOpener.js";
import { OpenError } from "./openError.js";
import type { Roster } from "./roster.js";

/** A frame as the broker serves it. */
export interface StoredFrame {
  readonly seq: number;
  readonly frame: Bytes;
}

/** What a reader judges frames by. */
export interface ChannelView {
  readonly roster: Roster;
  epochKey(epoch: number): EpochKey | undefined;
  /** Folds what the log has gained; asked for where that could change a verdict. */
  catchUp(): Promise<void>;
}

/** The first rule of FORMATS.md §9.1 that a frame breaks. */
export type Refusal =
  | "malformed"
  | "not_a_member"
  | "role"
  | "epoch"
  | "key_unknown"
  | "does_not_open"
  | "counter"
  | "condition"
  | "covers";

export interface OpenedFrame {
  readonly header: FrameHeader;
  readonly body: FrameBody;
}

/** Of these rules a newer roster may think otherwise. */
const BY_ROSTER: ReadonlySet<Refusal> = new Set(["not_a_member", "role", "epoch", "key_unknown"]);

/**
 * (1) to (6) of FORMATS.md §9.1: what can be said of a frame without those before it. The roster is
 * caught up with before a verdict that depends on its being the newest.
 */
export async function openDurableFrame(
  channel: number,
  { seq, frame: bytes }: StoredFrame,
  view: ChannelView,
): Promise<OpenedFrame | Refusal> {
  let frame: Frame;
  try {
    frame = parseFrame(bytes);
  } catch (error) {
    return refusedAs("malformed", error, FormatError);
  }
  const { header } = frame;
  const durable = header.kind === "append" || header.kind === "replace";
  if (header.channel !== channel || !durable) {
    return "malformed";
  }
  const verdict = await judge(frame, seq, view);
  if (!isOpenToNews(verdict, view.roster)) {
    return verdict;
  }
  await view.catchUp();
  return judge(frame, seq, view);
}

async function judge(frame: Frame, seq: number, view: ChannelView): Promise<OpenedFrame | Refusal> {
  const { header } = frame;
  const { roster } = view;
  const sender = roster.member(header.sender);
  const role = roster.roleAt(header.sender, header.channel, seq);
  if (sender === undefined || role === undefined) {
    return "not_a_member";
  }
  if (role !== "host" && role !== "editor") {
    return "role";
  }
  if (header.epoch !== roster.epochAt(header.channel, seq)) {
    return "epoch";
  }
  const key = view.epochKey(header.epoch);
  if (key === undefined) {
    return "key_unknown";
  }
  try {
    return { header, body: await openFrame(roster.sid, frame, key, sender.signingKey) };
  } catch (error) {
    return refusedAs("does_not_open", error, OpenError);
  }
}

function isOpenToNews(verdict: OpenedFrame | Refusal, roster: Roster): boolean {
  return typeof verdict === "string"
    ? BY_ROSTER.has(verdict)
    : !roster.hasHad(verdict.body.links.logHash);
}

function refusedAs(
  refusal: Refusal,
  error: unknown,
  expected: abstract new (...args: never[]) => Error,
): Refusal {
  if (error instanceof expected) {
    return refusal;
  }
  throw error;
}
