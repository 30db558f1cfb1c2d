import { encodeBase64Url } from "../../src/base64Url.js";
import { type Covers, type FrameBody } from "../../src/frameBody.js";

/** A body as vectors write it. */
export function plainBody({ links, covers, payload }: FrameBody): object {
  return {
    ...links,
    headHash: encodeBase64Url(links.headHash),
    logHash: encodeBase64Url(links.logHash),
    checkpointRoot: encodeBase64Url(links.checkpointRoot),
    ...(covers === undefined ? {} : { covers: plainCovers(covers) }),
    payload: encodeBase64Url(payload),
  };
}

function plainCovers({ seq, hash, counters }: Covers): object {
  return {
    seq,
    hash: encodeBase64Url(hash),
    counters: counters.map((last) => ({ ...last, instance: encodeBase64Url(last.instance) })),
  };
}
