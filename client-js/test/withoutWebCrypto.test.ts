import { afterEach, describe, expect, it, vi } from "vitest";

import { createClient } from "../src/createClient.js";

describe("on a page without WebCrypto", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([
    ["no crypto object", undefined],
    ["a crypto object without subtle, as plain http has it", { getRandomValues: () => undefined }],
  ])("nothing is made with weaker randomness: %s", async (_, crypto) => {
    vi.stubGlobal("crypto", crypto);
    const fetched = vi.fn<typeof fetch>();
    const client = createClient({ brokerUrl: "http://localhost:8080", fetch: fetched });
    await expect(
      client.createSession({ displayName: "Ana", title: "Roadmap" }),
    ).rejects.toMatchObject({ code: "insecure_context" });
    expect(fetched).not.toHaveBeenCalled();
  });
});
