import { encodeBase64Url } from "../../src/base64Url.js";
import { utf8 } from "../../src/bytes.js";
import { signCompactJws } from "../../src/compactJws.js";
import { parseStrictJson } from "../../src/strictJson.js";
import { newKeys } from "./keys.js";
import { type Json, type Lie, isCall, readJson } from "./lie.js";

/** The claims that are other than in the true token. */
type TokenLie = (truth: Json, now: number) => Json;

const KID = "hostile";
const HOUR_SECONDS = 3600;

export const NO_LIE: TokenLie = () => ({});

/** By what is wrong with the token. */
export const TOKEN_LIES: Readonly<Record<string, TokenLie>> = {
  "names a higher role": () => ({ role: "host" }),
  "names another session": () => ({ sid: "A".repeat(27) }),
  "names another invite": () => ({ jti: "A".repeat(22) }),
  "is expired": (_, now) => ({ iat: now - HOUR_SECONDS, exp: now - 60 }),
  "outlives the invite": ({ exp }) => ({ exp: Number(exp) + 1 }),
  "is of the future": (_, now) => ({ iat: now + HOUR_SECONDS }),
  "is of another broker": () => ({ iss: "https://broker.example" }),
  "is for another use": () => ({ aud: "urn:latchkey:access" }),
};

/** Signs invite tokens anew, with a key that the set of token keys holds, or does not. */
export async function lieInToken(lie: TokenLie, isPublished = true): Promise<Lie> {
  const { signingKey } = await newKeys();
  const x = encodeBase64Url(signingKey.publicKey);
  const jwk = { kty: "OKP", crv: "Ed25519", alg: "Ed25519", use: "sig", kid: KID, x };
  return {
    answer: async (asked, ask) => {
      const answer = await ask(asked);
      if (isPublished && isCall(asked, "GET", /jwks\.json$/)) {
        return { ...answer, body: JSON.stringify({ keys: [jwk] }) };
      }
      if (!isCall(asked, "GET", /^\/v1\/invites\//)) {
        return answer;
      }
      const truth = readJson(answer);
      const claims = claimsOf(truth.token as string);
      const told = { ...claims, ...lie(claims, Math.floor(Date.now() / 1000)) };
      const header = { typ: "invite+jwt", kid: KID };
      const token = await signCompactJws(header, utf8(JSON.stringify(told)), signingKey);
      return { ...answer, body: JSON.stringify({ ...truth, token }) };
    },
  };
}

function claimsOf(token: string): Json {
  const [, payload = ""] = token.split(".");
  return parseStrictJson(Buffer.from(payload, "base64url"));
}
