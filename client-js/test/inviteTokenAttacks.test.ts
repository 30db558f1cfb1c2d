import { describe, expect, it } from "vitest";

import { InvalidTokenError, verifyInviteToken } from "../src/inviteToken.js";
import { type JsonValue } from "../src/strictJson.js";
import { readTokenKeys } from "../src/tokenKeys.js";
import { readExternalVectors } from "./externalVectors.js";

interface Corpus {
  readonly policy: {
    readonly now: number;
    readonly leewaySeconds: number;
    readonly iss: string;
    readonly trustedKeys: JsonValue[];
  };
  readonly tests: readonly {
    readonly id: number;
    readonly token: string;
    readonly result: Result;
    readonly reason: string;
  }[];
}

type Result = "valid" | "policy" | "invalid";

const corpus = readExternalVectors("invite-token-attacks.json") as Corpus | undefined;

/** The tests of this result, sorted by what becomes of them. */
async function decided(result: Result) {
  const { policy, tests } = corpus ?? { policy: undefined, tests: [] };
  const keys = readTokenKeys({ keys: policy?.trustedKeys ?? [] });
  const { iss: issuer = "", now = 0, leewaySeconds = 0 } = policy ?? {};
  const accepted = [];
  const refused = [];
  for (const test of tests.filter((each) => each.result === result)) {
    try {
      await verifyInviteToken(test.token, keys, { issuer, now, leewaySeconds });
      accepted.push(test);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidTokenError);
      refused.push(test);
    }
  }
  const counts = `${String(accepted.length)} accepted, ${String(refused.length)} refused`;
  console.log(`attacks on invite tokens: ${result}: ${counts}`);
  return { accepted, refused };
}

// The broker decides the same: InviteTokenAttacksTest. The client must not differ, because a token
// that one side takes and the other refuses would cut off an invite that is in order.
describe.skipIf(corpus === undefined)("of the corpus of attacks on invite tokens", () => {
  it("the 6 valid tokens are accepted", async () => {
    const { accepted, refused } = await decided("valid");
    expect(accepted).toHaveLength(6);
    expect(refused).toEqual([]);
  });

  it("the 215 attacks are refused", async () => {
    const { accepted, refused } = await decided("invalid");
    expect(accepted).toEqual([]);
    expect(refused).toHaveLength(215);
  });

  it("of the 8 matters of policy only an escaped letter is accepted", async () => {
    const { accepted, refused } = await decided("policy");
    expect(accepted.map(({ reason }) => reason)).toEqual(["json-escape"]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      "legacy-eddsa",
      "typ-prefix",
      "aud-array",
      "aud-array",
      "numericdate-fraction",
      "numericdate-exponent",
      "bounded-cost",
    ]);
  });
});
