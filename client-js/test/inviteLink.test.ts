import fc from "fast-check";
import { describe, expect, it, test } from "vitest";

import { InvalidLinkError } from "../src/invalidLinkError.js";
import { formatInviteLink, parseInviteLink } from "../src/inviteLink.js";
import { InviteSecret, randomInviteSecret } from "../src/inviteSecret.js";
import { parseSessionId } from "../src/sessionId.js";

const APP = "https://app.example/board";
const SID = parseSessionId("AAECAwQFBgcICQoLDA0ODxAREhM");
const SECRET = new InviteSecret(new Uint8Array(16).fill(0xab));

function codeOf(text: string): string {
  try {
    parseInviteLink(text);
    return "read";
  } catch (error) {
    return error instanceof InvalidLinkError ? error.code : String(error);
  }
}

describe("InviteLink", () => {
  const link = formatInviteLink(APP, SID, SECRET);

  it("is read as it was written", () => {
    const { sid, secret } = parseInviteLink(link);
    expect(sid).toBe(SID);
    expect(secret.exposeText()).toBe(SECRET.exposeText());
  });

  it("has its parts in the fragment", () => {
    expect(link).toMatch(/^https:\/\/app\.example\/board#1\.[\w-]{27}\.[\w-]{22}\.[\w-]{4}$/);
  });

  it("has at most 140 characters", () => {
    const overhead = link.length - APP.length;
    const longest = "https://a.example/".padEnd(140 - overhead, "a");
    expect(formatInviteLink(longest, SID, SECRET)).toHaveLength(140);
    expect(() => formatInviteLink(`${longest}a`, SID, SECRET)).toThrow(RangeError);
  });

  it("has no other fragment", () => {
    expect(() => formatInviteLink(`${APP}#here`, SID, SECRET)).toThrow(RangeError);
  });

  test.each([
    ["spaces", (text: string) => `  ${text} \t`],
    ["angle brackets", (text: string) => `<${text}>`],
    ["a full stop", (text: string) => `${text}.\r\n`],
    ["a bracket and a full stop", (text: string) => `<${text}>.`],
  ])("may be pasted with %s around it", (_, change) => {
    expect(parseInviteLink(change(link)).sid).toBe(SID);
  });

  test.each([
    ["link_rewritten", "an encoded #", (text: string) => text.replace("#", "%23")],
    ["link_rewritten", "one encoded twice", (text: string) => text.replace("#", "%2523")],
    ["link_foreign", "nothing", () => ""],
    ["link_foreign", "no fragment", () => APP],
    ["link_foreign", "another encoded fragment", () => `${APP}%23top`],
    ["link_foreign", "another fragment", () => `${APP}#top`],
    ["link_foreign", "another version", (text: string) => text.replace("#1.", "#2.")],
    ["link_foreign", "a longer version", (text: string) => text.replace("#1.", "#11.")],
    ["link_incomplete", "an empty fragment", () => `${APP}#`],
    ["link_incomplete", "a version only", () => `${APP}#1`],
    ["link_incomplete", "no check", (text: string) => text.replace(/\.[^.]*$/, "")],
    ["link_incomplete", "a cut check", (text: string) => text.slice(0, -1)],
    ["link_damaged", "a longer check", (text: string) => `${text}A`],
    ["link_damaged", "a fifth part", (text: string) => `${text}.A`],
    ["link_damaged", "a changed session ID", (text: string) => text.replace("#1.A", "#1.B")],
    ["link_damaged", "another letter", (text: string) => text.replace("#1.A", "#1.ä")],
  ])("is %s with %s", (code, _, change) => {
    expect(codeOf(change(link))).toBe(code);
  });

  it("is cut, foreign or damaged, but never read, with its end missing", () => {
    for (let length = 0; length < link.length; length++) {
      const code = length <= APP.length ? "link_foreign" : "link_incomplete";
      expect(codeOf(link.slice(0, length))).toBe(code);
    }
  });

  it("throws nothing but InvalidLinkError on any text", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }).map((end) => `#1.${end}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(() => parseInviteLink(text)).toThrow(InvalidLinkError);
      }),
    );
  });

  it.each([
    ["link_rewritten", /showed its secret.*new invite/],
    ["link_foreign", /no invite link.*paste the whole link/],
    ["link_incomplete", /end.*missing.*copy it as a whole/],
    ["link_damaged", /changed.*ask for it again/],
  ] as const)("of no use says what to do: %s", (code, sentence) => {
    expect(new InvalidLinkError(code)).toMatchObject({
      code,
      message: expect.stringMatching(sentence) as string,
    });
  });

  it("shows no part of itself in an error", () => {
    const shown = SECRET.exposeText().slice(0, 6);
    expect(() => parseInviteLink(link.slice(0, -1))).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(shown) as string }) as Error,
    );
  });
});

describe("randomInviteSecret", () => {
  it("is another one each time", () => {
    expect(randomInviteSecret().exposeText()).not.toBe(randomInviteSecret().exposeText());
  });
});
