import { inviteIdOf } from "./hostile/entrance.js";
import { expect, test } from "./hostile/fixtures.js";
import { INVITE_LIES, lieInInvite } from "./hostile/inviteLies.js";
import { isCall, madeUp } from "./hostile/lie.js";
import { letIn } from "./hostile/meeting.js";
import { ownInvite } from "./hostile/ownInvite.js";
import { Person } from "./hostile/person.js";

const JOINS = /^\/v1\/joins/;

for (const [what, lie] of Object.entries(INVITE_LIES)) {
  test(`a broker that ${what} is caught before the invite is used`, async ({
    hostile,
    links,
    guest,
  }) => {
    const before = hostile.calls("POST", JOINS);
    hostile.tell(lieInInvite(lie, await inviteIdOf(links.editor), await inviteIdOf(links.host)));
    expect(await guest.preview(links.editor)).toBe("key_mismatch");
    expect(await guest.join(links.editor)).toBe("key_mismatch");
    expect(hostile.calls("POST", JOINS)).toBe(before);
    expect(await guest.sessions()).toEqual([]);

    hostile.tellTheTruth();
    expect(await guest.join(links.editor)).toBe("entered");
  });
}

test("a broker that relays the session of another is caught before the invite is used", async ({
  hostile,
  links,
  page,
}) => {
  const before = hostile.calls("POST", JOINS);
  const guest = new Person(page, hostile.origin.replace("127.0.0.1", "localhost"), "Ben");
  await guest.load();
  expect(await guest.preview(links.editor)).toBe("origin_mismatch");
  expect(await guest.join(links.editor)).toBe("origin_mismatch");
  expect(hostile.calls("POST", JOINS)).toBe(before);
});

const MADE_BY_MEMBERS = [
  { claim: "an invite that an editor made is caught", role: "editor", seen: "key_mismatch" },
  { claim: "an invite that a second host made is good", role: "host", seen: "ready" },
] as const;

for (const { claim, role, seen } of MADE_BY_MEMBERS) {
  test(claim, async ({ hostile, host, guest }) => {
    await host.createSession();
    const insider = await letIn(hostile, host, role);
    const { link, looked } = await ownInvite(insider, hostile.copyOf(insider.sid).entries);
    hostile.tell({
      answer: (asked, ask) =>
        isCall(asked, "GET", /^\/v1\/invites\//)
          ? Promise.resolve(madeUp(200, looked))
          : ask(asked),
    });
    expect(await guest.preview(link)).toBe(seen);
  });
}
