import { expect, test } from "vitest";

import { SlideShow } from "../../../app/surfaces/slides/slideShow.js";
import { createMemoryBroker, type MemorySession, settled } from "../../../src/testing.js";

interface Person {
  readonly session: MemorySession;
  readonly show: SlideShow;
}

function aRoom(): (name: string, role?: "host" | "editor" | "viewer") => Person {
  const broker = createMemoryBroker();
  return (name, role) => {
    const session = broker.join(name, role);
    return { session, show: new SlideShow(session) };
  };
}

test("who follows sees the presenter's slide, also who comes later", async () => {
  const enter = aRoom();
  const [ana, ben] = [enter("Ana", "host"), enter("Ben", "viewer")];
  ana.show.goTo(2);
  ana.show.present(1_000);
  await settled();
  expect([ben.show.page, ben.show.presenter?.member.name]).toEqual([2, "Ana"]);
  ana.show.goTo(4);
  const claire = enter("Claire");
  await settled();
  expect([ben.show.page, claire.show.page]).toEqual([4, 4]);
});

test("who turns a page alone no longer follows, until they want to", async () => {
  const enter = aRoom();
  const [ana, ben] = [enter("Ana", "host"), enter("Ben")];
  ana.show.present(1_000);
  await settled();
  ben.show.goTo(3);
  ana.show.goTo(1);
  await settled();
  expect([ben.show.page, ben.show.isFollowing, ana.show.page]).toEqual([3, false, 1]);
  ben.show.follow(true);
  expect(ben.show.page).toBe(1);
});

test("who begins to present last does, on every page, whatever the clocks say", async () => {
  const enter = aRoom();
  const [ana, ben, claire] = [enter("Ana", "host"), enter("Ben"), enter("Claire", "viewer")];
  ana.show.present(9_000);
  await settled();
  ben.show.present(5_000);
  ben.show.goTo(6);
  await settled();
  expect([ana.show.isPresenting, ben.show.isPresenting]).toEqual([false, true]);
  expect([ana.show.page, claire.show.page]).toEqual([6, 6]);
  ben.show.stop();
  await settled();
  expect([claire.show.presenter, claire.show.page]).toEqual([null, 6]);
});

test("nobody follows a viewer, or what is no page", async () => {
  const enter = aRoom();
  const [ana, ben] = [enter("Ana", "host"), enter("Ben", "viewer")];
  ben.session.updatePresence({ presenting: { page: 3, since: 1 } });
  await settled();
  expect(ana.show.presenter).toBeNull();
  const claire = enter("Claire");
  for (const page of [-1, 1.5, "2", null]) {
    claire.session.updatePresence({ presenting: { page, since: 1 } });
    await settled();
    expect(ana.show.presenter).toBeNull();
  }
});
