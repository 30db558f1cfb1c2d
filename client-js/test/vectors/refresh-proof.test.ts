import { decodeBase64Url } from "../../src/base64Url.js";
import { makeRefreshProof, type RefreshRequest } from "../../src/refreshProof.js";
import { signingKeyFromSeed } from "../../src/signingKey.js";
import { testVectors } from "../vectors.js";

testVectors<Omit<RefreshRequest, "now"> & { seed: string; issuedAt: number }>("refresh-proof", {
  read: async ({ seed, issuedAt, ...request }) => {
    const key = await signingKeyFromSeed(decodeBase64Url(seed));
    return { text: await makeRefreshProof({ ...request, now: issuedAt }, key) };
  },
  refusals: {},
});
