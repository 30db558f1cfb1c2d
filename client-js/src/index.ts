export type { Alarm } from "./alarm.js";
export type { CallOptions } from "./callOptions.js";
export type { Channel, ChannelEntry, ChannelEvents, ChannelMessage } from "./channel.js";
export type {
  Client,
  ClientOptions,
  CreateSessionOptions,
  InvitePreview,
  InviteStatus,
  JoinOptions,
  OpenOptions,
  SessionSummary,
} from "./client.js";
export type { Comparison, ComparisonRequest } from "./comparison.js";
export type { Emoji } from "./emojiWords.js";
export { createClient } from "./createClient.js";
export type { DeviceStore, StorageInfo } from "./deviceStore.js";
export { BrokerError, type ErrorCode } from "./errors.js";
export type {
  Handover,
  HandoverRequest,
  HandoverWaiting,
  ReceiveHandoverOptions,
} from "./handover.js";
export { InvalidLinkError, type InvalidLinkCode } from "./invalidLinkError.js";
export { InvalidTextError, type TextField } from "./invalidTextError.js";
export type { InviteLink } from "./inviteLink.js";
export type {
  CreateInviteOptions,
  Duration,
  Invite,
  InviteInfo,
  Invites,
  InviteState,
} from "./invites.js";
export type { Json, JsonObject } from "./json.js";
export type { Knock, Waiting } from "./knock.js";
export type { Ledger, LedgerActor, LedgerEntryInfo, LedgerFormat, LedgerQuery } from "./ledger.js";
export type { LedgerEntryType } from "./ledgerEntryType.js";
export type { LedgerFlaw, LedgerVerdict } from "./ledgerVerdict.js";
export type { Member, Members, Removal, RemoveOptions } from "./members.js";
export { qrShape, type QrShape } from "./qrSvg.js";
export type { Role } from "./role.js";
export type {
  Change,
  CloseInfo,
  CloseReason,
  HostSession,
  LostConnection,
  Other,
  RefusedFrame,
  Session,
  SessionEvents,
  SessionStatus,
  Unsubscribe,
} from "./session.js";
export { forgetInviteLink, takeInviteLink } from "./takeInviteLink.js";
export { verifyLedgerFile } from "./verifyLedgerFile.js";
