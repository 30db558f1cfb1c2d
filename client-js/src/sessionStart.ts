import { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
import { Backoff, retrying } from "./backoff.js";
import type { Broker } from "./broker.js";
import type { Bytes } from "./bytes.js";
import { CheckpointStore, type VerifiedCheckpoint } from "./checkpointStore.js";
import type { Device } from "./device.js";
import { DishonestBrokerError } from "./dishonestBroker.js";
import { commitment, type EpochKey, randomEpochKey } from "./epochKey.js";
import { wrapEpochKey } from "./epochKeyWrap.js";
import { BrokerError } from "./errors.js";
import type { Entered } from "./joining.js";
import { requireOrigin } from "./inviteLookup.js";
import { type AccessToken, readAccessToken } from "./memberAccess.js";
import { deriveMemberId } from "./memberId.js";
import { storeMembership } from "./membership.js";
import { NO_CHECKPOINT } from "./noCheckpoint.js";
import { openReceipt, readReceipt, type Receipt } from "./receipt.js";
import { Roster } from "./roster.js";
import { deriveSessionId, parseSessionId, type SessionId } from "./sessionId.js";
import { generateSigningKey, type SigningKey } from "./signingKey.js";
import { statedBy, type StatedEntries } from "./statedEntries.js";
import { parseEntry } from "./statementEntry.js";
import { writeGenesis, writeHostStatement } from "./statementWriter.js";
import { type JsonObject, readString } from "./strictJson.js";
import { readVerifyingKey, type VerifyingKey } from "./verifyingKey.js";
import { generateWrapKey, type WrapKey } from "./wrapKey.js";

/** How the creator and the session are called. */
export interface Titles {
  readonly displayName: string;
  readonly title: string;
}

export interface SessionStart {
  readonly titles: Titles;
  /** What the broker's operator gave to those who may start sessions, if anything. */
  readonly creationToken: string | undefined;
  readonly clock: () => number;
  readonly signal: AbortSignal | undefined;
}

interface Offer {
  readonly sid: SessionId;
  readonly salt: Bytes;
  readonly challenge: string;
  readonly origin: string;
  readonly ledgerKey: VerifyingKey;
}

interface FirstStatements {
  readonly genesis: string;
  readonly change: string;
  /** After the genesis. */
  readonly roster: Roster;
  /** What the ledger must say of the genesis. */
  readonly created: StatedEntries;
}

interface Opened {
  readonly token: AccessToken;
  readonly receipt: Receipt | null;
}

const FIRST_EPOCH = 1;
const ATTEMPTS = 4;
const MAX_PAUSE_MS = 5_000;

/**
 * Starts a session that is pinned to a key of this device, and keeps its keys. The broker draws the
 * salt of the session ID and nothing else.
 */
export async function startSession(
  broker: Broker,
  device: Device,
  { titles, creationToken, clock, signal }: SessionStart,
): Promise<Entered> {
  const signingKey = await generateSigningKey();
  const wrapKey = await generateWrapKey();
  const keys = { signingKey: signingKey.publicKey, wrapKey: wrapKey.publicKey };
  const body = {
    signingKey: encodeBase64Url(keys.signingKey),
    wrapKey: encodeBase64Url(keys.wrapKey),
  };
  const headers = creationToken === undefined ? {} : { Authorization: `Bearer ${creationToken}` };
  const request = { method: "POST", path: "/v1/sessions", headers, body, signal } as const;
  const offer = await broker.call(request, readOffer);
  if (offer.sid !== (await deriveSessionId(keys.signingKey, offer.salt))) {
    throw new BrokerError("key_mismatch", "the session ID does not pin this device's key");
  }
  requireOrigin(broker, offer.origin);
  if ((await device.memberships.of(offer.sid)).length > 0) {
    throw new BrokerError("session_id_repeated", "this device is in a session of that ID already");
  }
  const epochKey = randomEpochKey();
  const wrapPlace = {
    sid: offer.sid,
    epoch: FIRST_EPOCH,
    kind: "member",
    recipient: keys,
  } as const;
  const { roster, created, ...statements } = await firstStatements(
    offer,
    signingKey,
    wrapKey,
    epochKey,
  );
  const wrap = encodeBase64Url(await wrapEpochKey(wrapPlace, epochKey));
  const { token, receipt } = await openSession(broker, offer.sid, { ...statements, wrap }, signal);
  if (receipt !== null) {
    const checkpoint = await openFirst(receipt, roster, created);
    await new CheckpointStore(device.store, offer.sid).replace(null, checkpoint);
  }
  const facts = {
    sid: offer.sid,
    mid: await deriveMemberId(keys.signingKey),
    via: "genesis",
    joining: false,
    inviteToken: null,
    waitingSince: null,
    origin: offer.origin,
    hostKey: keys.signingKey,
    ...titles,
    role: "host",
    lastUsedAt: clock(),
    ...(receipt && { receipt }),
  } as const;
  const stored = await storeMembership(device.vault, facts, signingKey, wrapKey);
  const { memberships } = device;
  const membership = await memberships.restore(await memberships.keep(stored));
  await memberships.addEpochKey(membership, { epoch: FIRST_EPOCH, at: clock() }, epochKey);
  return { stored: (await memberships.find(facts.sid, facts.via)) ?? stored, token };
}

async function openFirst(
  receipt: Receipt,
  roster: Roster,
  created: StatedEntries,
): Promise<VerifiedCheckpoint> {
  try {
    return await openReceipt(receipt, roster, created);
  } catch (error) {
    if (error instanceof DishonestBrokerError) {
      throw new BrokerError("key_mismatch", error.message, { cause: error });
    }
    throw error;
  }
}

async function firstStatements(
  offer: Offer,
  signingKey: SigningKey,
  wrapKey: WrapKey,
  epochKey: EpochKey,
): Promise<FirstStatements> {
  const { sid } = offer;
  const mid = await deriveMemberId(signingKey.publicKey);
  const keys = { signingKey: signingKey.publicKey, wrapKey: wrapKey.publicKey };
  const genesis = await writeGenesis({ type: "genesis", ...offer, ...keys }, signingKey);
  const entry = parseEntry(genesis);
  const created = await statedBy(Roster.begin(sid), entry);
  const roster = await Roster.begin(sid).apply(entry);
  const epoch = {
    number: FIRST_EPOCH,
    commitment: await commitment(sid, FIRST_EPOCH, epochKey),
    members: [mid],
    invites: [],
  };
  const nothing = { removed: [], roles: [], revoked: [], closing: [] };
  const act = roster.nextAct(mid, [], NO_CHECKPOINT);
  const change = await writeHostStatement(
    { type: "change", ...act, epoch, ...nothing },
    signingKey,
  );
  return { genesis, change, roster, created };
}

/** The same statements again get the same answer, so that a lost answer is no lost session. */
function openSession(
  broker: Broker,
  sid: SessionId,
  body: object,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  const request = { method: "POST", path: `/v1/sessions/${sid}/genesis`, body, signal } as const;
  const backoff = new Backoff(MAX_PAUSE_MS, Math.random);
  const read = (answer: JsonObject): Opened => ({
    token: readAccessToken(answer, broker.now()),
    receipt: readReceipt(answer),
  });
  return retrying(() => broker.call(request, read), { backoff, attempts: ATTEMPTS, signal });
}

function readOffer(answer: JsonObject): Offer {
  return {
    sid: parseSessionId(readString(answer.sid)),
    salt: decodeBase64Url(readString(answer.salt)),
    challenge: readString(answer.challenge),
    origin: readString(answer.origin),
    ledgerKey: readVerifyingKey(decodeBase64Url(readString(answer.ledgerKey))),
  };
}
