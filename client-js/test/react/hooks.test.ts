// @vitest-environment happy-dom
import { act, createElement, type ReactElement, StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";

import type { Session } from "../../src/index.js";
import {
  LatchkeyProvider,
  useCanWrite,
  useOthers,
  useSelf,
  useSession,
  useSessionState,
  useStatus,
  useYjsProvider,
} from "../../src/react.js";
import { createPair, settled } from "../../src/testing.js";
import { SessionProvider } from "../../src/yjs.js";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
let place: HTMLElement;

beforeEach(() => {
  place = document.createElement("div");
  root = createRoot(place);
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
});

/** In strict mode, where React mounts everything twice. */
function show(session: unknown, Component: () => ReactElement | string): void {
  const provider = createElement(
    LatchkeyProvider,
    { session: session as Session },
    createElement(Component),
  );
  act(() => {
    root.render(createElement(StrictMode, null, provider));
  });
}

test("a component shows the state, and draws again only when what it selects changes", async () => {
  const { host, guest } = await createPair({ count: 1, other: 1 });
  let draws = 0;
  show(guest, () => {
    draws++;
    return String(useSessionState<{ count: number; other: number }, number>((s) => s?.count ?? 0));
  });
  expect(place.textContent).toBe("1");
  await act(() => host.set({ count: 2, other: 1 }).then(settled));
  expect(place.textContent).toBe("2");
  const before = draws;
  await act(() => host.set({ count: 2, other: 2 }).then(settled));
  expect(draws).toBe(before);
});

test("a component knows who is there, in which role, and how the connection is", async () => {
  const { host, guest } = await createPair();
  show(guest, () => {
    const names = useOthers((others) => others.map(({ member }) => member.name));
    return `${useSelf().name} ${useStatus()} ${String(useCanWrite())} ${names.join()}`;
  });
  expect(place.textContent).toBe("Ben connected true ");
  host.updatePresence({ here: true });
  await act(settled);
  expect(place.textContent).toBe("Ben connected true Ana");
  await act(async () => {
    await host.members.setRole(guest.self.id, "viewer");
    guest.cut();
    await settled();
  });
  expect(place.textContent).toBe("Ben reconnecting false Ana");
});

test("a document is connected while its component is shown", async () => {
  const { host, guest } = await createPair();
  const [theirs, mine] = [new Y.Doc(), new Y.Doc()];
  const other = new SessionProvider(host, theirs);
  const seen: boolean[] = [];
  show(guest, () => {
    seen.push(useYjsProvider<Y.Doc, SessionProvider>(SessionProvider, mine) !== null);
    return "";
  });
  theirs.getText("text").insert(0, "hello");
  await act(settled);
  expect([mine.getText("text").toJSON(), seen.at(-1)]).toEqual(["hello", true]);
  act(() => {
    root.render(null);
  });
  theirs.getText("text").insert(0, "more ");
  await settled();
  expect(mine.getText("text").toJSON()).toBe("hello");
  other.destroy();
});

test("a hook outside of a provider says so", () => {
  let problem: unknown;
  act(() => {
    root.render(
      createElement(() => {
        try {
          useSession();
        } catch (error) {
          problem = error;
        }
        return null;
      }),
    );
  });
  expect(problem).toMatchObject({ message: "useSession: there is no LatchkeyProvider around" });
});
