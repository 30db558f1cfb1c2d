import { encodeBase64Url } from "../src/base64Url.js";
import { sealText } from "../src/sealedText.js";
import { inviteIdOf } from "./hostile/entrance.js";
import { expect, test } from "./hostile/fixtures.js";
import { read } from "./hostile/forgeries.js";
import { inAnswersTo, isCall, type Json, madeUp, readJson } from "./hostile/lie.js";
import { alarmOf, FIRST_STATE, letIn } from "./hostile/meeting.js";

const INVITES = /\/invites$/;
const CHANNEL = /\/channels\/0$/;

test("a broker that takes a host's statement and leaves it out is caught", async ({
  hostile,
  host,
}) => {
  await host.createSession();
  await host.invite();
  hostile.tell({ log: (truth) => truth.slice(0, 3) });
  await expect(host.invite()).rejects.toThrow("left it out of the log");
  expect(await alarmOf(host)).toMatchObject({
    kind: "roster",
    evidence: [hostile.copyOf(await host.sessionId()).entries[3]],
  });
});

test("a broker that acknowledges a write and stores another is caught", async ({
  hostile,
  host,
}) => {
  await host.createSession();
  const insider = await letIn(hostile, host);
  const frame = await insider.sealState({ by: "Mallory" });
  let dropped: Json = {};
  hostile.tell({
    answer: async (asked, ask) => {
      if (!isCall(asked, "PUT", CHANNEL) || asked.member === insider.keys.mid) {
        return ask(asked);
      }
      dropped = JSON.parse(asked.body) as Json;
      await insider.write(frame);
      return madeUp(200, { seq: 2 });
    },
  });
  await expect(host.set({ by: "Ana", move: "e4" })).rejects.toThrow("shows another in its place");
  expect(await alarmOf(host)).toMatchObject({ kind: "gap", evidence: [dropped.frame, frame] });
});

test("a broker that refuses an update and stores it does not make it count twice", async ({
  hostile,
  host,
}) => {
  await host.createSession();
  hostile.tell({
    answer: async (asked, ask) => {
      const answer = await ask(asked);
      return isCall(asked, "PUT", CHANNEL)
        ? madeUp(412, { code: "head_moved", head: readJson(answer).seq })
        : answer;
    },
  });
  await host.count();
  expect(await host.state()).toEqual({ ...FIRST_STATE, count: "1" });
  expect(hostile.copyOf(await host.sessionId()).frames(0)).toHaveLength(2);
});

test("a broker that stores a conditional write behind another is caught", async ({
  hostile,
  host,
}) => {
  await host.createSession();
  const insider = await letIn(hostile, host);
  const frame = await insider.sealState({ by: "Mallory" });
  hostile.tell({
    answer: async (asked, ask) => {
      if (!isCall(asked, "PUT", CHANNEL) || asked.member === insider.keys.mid) {
        return ask(asked);
      }
      await insider.write(frame);
      const headers = new Headers(asked.headers);
      headers.delete("If-Match");
      return ask({ ...asked, headers });
    },
  });
  await expect(host.count()).rejects.toThrow("at another place");
  expect(await alarmOf(host)).toMatchObject({ kind: "gap" });
});

test("a broker that says another name of an invite than the host gave is not believed", async ({
  hostile,
  host,
}) => {
  await host.createSession();
  const invite = await inviteIdOf(await host.invite({ name: "Ben" }));
  expect(await host.invitees()).toEqual(["Ben"]);
  const sid = await host.sessionId();
  const [first = ""] = hostile.copyOf(sid).entries;
  const genesis = read("genesis", first);
  const place = { sid: genesis.sid, invite, kind: "label", recipient: genesis } as const;
  const label = encodeBase64Url(await sealText(place, JSON.stringify({ name: "Carol" })));
  hostile.tell(
    inAnswersTo("GET", INVITES, ({ invites }) => ({
      invites: (invites as readonly Json[]).map((listed) => ({ ...listed, label })),
    })),
  );
  expect(await host.invitees()).toEqual([null]);
});
