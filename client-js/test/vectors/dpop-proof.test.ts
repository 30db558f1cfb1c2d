import { decodeBase64Url } from "../../src/base64Url.js";
import { makeDpopProof, type ProvenRequest } from "../../src/dpopProof.js";
import { signingKeyFromSeed } from "../../src/signingKey.js";
import { testVectors } from "../vectors.js";

testVectors<Omit<ProvenRequest, "now"> & { seed: string; issuedAt: number }>("dpop-proof", {
  read: async ({ seed, issuedAt, ...request }) => {
    const key = await signingKeyFromSeed(decodeBase64Url(seed));
    return { text: await makeDpopProof({ ...request, now: issuedAt }, key) };
  },
  refusals: {},
});
