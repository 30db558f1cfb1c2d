import { eventually, expect, test } from "./hostile/fixtures.js";
import { keptInvite } from "./hostile/entrance.js";
import { HOST_LIES, lieInLog, NEWCOMER_LIES } from "./hostile/logLies.js";
import { inAnswersTo } from "./hostile/lie.js";
import { WRAP_LIES } from "./hostile/wrapLies.js";

const JOIN = /^\/v1\/joins$/;
const WRITE = /\/(channels|members)\//;

for (const [what, wraps] of Object.entries(WRAP_LIES)) {
  test(`a broker that ${what} is caught before anything is sealed`, async ({
    hostile,
    host,
    guest,
  }) => {
    await host.createSession();
    const { wrap: foreign } = await keptInvite(hostile, await host.invite());
    await host.createSession();
    const link = await host.invite();
    const { invite } = await keptInvite(hostile, link);
    const before = hostile.calls("PUT", WRITE);
    hostile.tell(inAnswersTo("POST", JOIN, async () => ({ wraps: await wraps(invite, foreign) })));
    expect(await guest.join(link)).toBe("key_mismatch");
    expect(hostile.calls("PUT", WRITE)).toBe(before);

    hostile.tellTheTruth();
    expect(await guest.join(link)).toBe("entered");
    expect(await guest.state()).toEqual({ by: "Ana" });
    await eventually(async () => (await host.members()).length).toBe(2);
  });
}

for (const [what, lie] of Object.entries({ ...NEWCOMER_LIES, ...HOST_LIES })) {
  test(`a broker that ${what} is caught by whoever joins`, async ({ hostile, host, guest }) => {
    await host.createSession();
    const link = await host.invite();
    hostile.tell(await lieInLog(lie), await host.memberId());
    expect(await guest.join(link)).toBe("key_mismatch");
    expect(await guest.sessions()).toEqual([]);

    hostile.tellTheTruth();
    expect(await guest.join(link)).toBe("entered");
  });
}
