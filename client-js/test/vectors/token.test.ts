import {
  InvalidTokenError,
  type InviteTokenPolicy,
  type TokenRefusal,
  verifyInviteToken,
} from "../../src/inviteToken.js";
import { type JsonValue } from "../../src/strictJson.js";
import { readTokenKeys } from "../../src/tokenKeys.js";
import { testVectors } from "../vectors.js";

const because = (reason: TokenRefusal) => (error: unknown) =>
  error instanceof InvalidTokenError && error.reason === reason;

testVectors<InviteTokenPolicy & { text: string; jwks: JsonValue }>("token", {
  read: ({ text, jwks, ...policy }) => verifyInviteToken(text, readTokenKeys(jwks), policy),
  refusals: {
    malformed: because("malformed"),
    type: because("type"),
    "unknown-key": because("unknown-key"),
    signature: because("signature"),
    claims: because("claims"),
    issuer: because("issuer"),
    audience: because("audience"),
    "not-yet-valid": because("not-yet-valid"),
    expired: because("expired"),
    lifetime: because("lifetime"),
  },
});
