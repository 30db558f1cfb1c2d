import { encodeBase64Url } from "./base64Url.js";
import { type Bytes, utf8 } from "./bytes.js";
import { signCompactJws } from "./compactJws.js";
import { deriveMemberId } from "./memberId.js";
import type { SigningKey } from "./signingKey.js";
import type {
  Act,
  ChannelHead,
  Compared,
  Genesis,
  HostStatement,
  Join,
  Move,
  NewEpoch,
} from "./statement.js";

// Writes statements as entries of the log. What they say is signed as it is given: whether the
// signer may say it is for a roster to judge. FORMATS.md §7.

export async function writeGenesis(genesis: Genesis, host: SigningKey): Promise<string> {
  const payload = encode({
    sid: genesis.sid,
    n: 0,
    salt: encodeBase64Url(genesis.salt),
    ...keys(genesis),
    suite: 1,
    origin: genesis.origin,
    ledgerKey: encodeBase64Url(genesis.ledgerKey),
    challenge: genesis.challenge,
  });
  const kid = await deriveMemberId(genesis.signingKey);
  return signCompactJws({ typ: "genesis", kid }, payload, host);
}

export function writeHostStatement(statement: HostStatement, host: SigningKey): Promise<string> {
  const payload = encode({ ...act(statement), ...claims(statement) });
  return signCompactJws({ typ: statement.type, kid: statement.by }, payload, host);
}

/** The pair `member~join`, signed by the invite key and by the device key that it names. */
export async function writeJoin(
  join: Join,
  invite: SigningKey,
  device: SigningKey,
): Promise<string> {
  const payload = encode({
    sid: join.sid,
    iid: join.iid,
    invite: encodeBase64Url(join.invite),
    role: join.role,
    ...keys(join),
    origin: join.origin,
    challenge: join.challenge,
    name: encodeBase64Url(join.name),
  });
  const kid = await deriveMemberId(join.signingKey);
  return pairOf(
    await signCompactJws({ typ: "member", kid: join.iid }, payload, invite),
    await signCompactJws({ typ: "join", kid }, payload, device),
  );
}

export function writeCompared(compared: Compared, device: SigningKey): Promise<string> {
  const payload = encode({
    sid: compared.sid,
    n: compared.n,
    mid: compared.mid,
    member: encodeBase64Url(compared.member),
    match: compared.match,
  });
  return signCompactJws({ typ: "compared", kid: compared.by }, payload, device);
}

/** The half of `move~moved` that the old device signs. */
export function writeMove(move: Move, oldDevice: SigningKey): Promise<string> {
  return signCompactJws({ typ: "move", kid: move.mid }, encodeMove(move), oldDevice);
}

/** The half that the new device signs, over the same payload. */
export async function writeMoved(move: Move, newDevice: SigningKey): Promise<string> {
  const kid = await deriveMemberId(move.signingKey);
  return signCompactJws({ typ: "moved", kid }, encodeMove(move), newDevice);
}

function encodeMove(move: Move): Bytes {
  return encode({
    sid: move.sid,
    mid: move.mid,
    ...keys(move),
    origin: move.origin,
    challenge: move.challenge,
  });
}

function claims(statement: HostStatement): object {
  switch (statement.type) {
    case "change":
      return {
        epoch: statement.epoch === null ? null : newEpoch(statement.epoch),
        removed: statement.removed,
        roles: statement.roles.map(({ mid, role }) => ({ mid, role })),
        revoked: statement.revoked,
        closing: statement.closing.map(channelHead),
      };
    case "invite":
      return {
        iid: statement.iid,
        ...keys(statement),
        role: statement.role,
        exp: statement.exp,
        uses: statement.uses,
        approval: statement.approval,
        label: encodeBase64Url(statement.label),
        preview: encodeBase64Url(statement.preview),
      };
    case "knock":
      return {
        iid: statement.iid,
        member: encodeBase64Url(statement.member),
        nonce: encodeBase64Url(statement.nonce),
      };
    case "admit":
      return {
        iid: statement.iid,
        member: encodeBase64Url(statement.member),
        role: statement.role,
      };
    case "revoke":
      return { invites: statement.invites };
    case "freeze":
      return { on: statement.on, closing: statement.closing.map(channelHead) };
    case "end":
      return {};
  }
}

function act({ sid, n, prev, heads, checkpoint }: Act): object {
  return {
    sid,
    n,
    prev: encodeBase64Url(prev),
    heads: heads.map(channelHead),
    checkpoint: { size: checkpoint.size, root: encodeBase64Url(checkpoint.root) },
  };
}

function keys({ signingKey, wrapKey }: Pick<Join, "signingKey" | "wrapKey">): object {
  return { signingKey: encodeBase64Url(signingKey), wrapKey: encodeBase64Url(wrapKey) };
}

function newEpoch({ number, commitment, members, invites }: NewEpoch): object {
  return { number, commitment: encodeBase64Url(commitment), members, invites };
}

function channelHead({ channel, head, hash }: ChannelHead): object {
  return { channel, head, hash: encodeBase64Url(hash) };
}

function encode(payload: object): Bytes {
  return utf8(JSON.stringify(payload));
}

export function pairOf(first: string, second: string): string {
  return `${first}~${second}`;
}
