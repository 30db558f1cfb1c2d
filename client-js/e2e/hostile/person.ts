import type { Page } from "@playwright/test";

import { encodeBase64Url } from "../../src/base64Url.js";
import type * as Library from "../../src/index.js";
import { loadLibrary } from "./inPage.js";

export type State = Readonly<Record<string, string>>;

/** An alarm with its evidence as text: statements as they are, frames in base64url. */
export interface SeenAlarm {
  readonly kind: Library.Alarm["kind"];
  readonly message: string;
  readonly evidence: readonly string[];
}

/** Somebody honest: a browser of their own, and in it the library as it is delivered. */
export class Person {
  readonly #page: Page;
  readonly #origin: string;
  readonly #name: string;

  constructor(page: Page, origin: string, name: string) {
    this.#page = page;
    this.#origin = origin;
    this.#name = name;
  }

  /** Begins anew in the same browser: what the library kept is there, and nothing else. */
  load(): Promise<void> {
    return loadLibrary(this.#page, this.#origin);
  }

  /** Resolves to "entered", or to the code of the error; as {@link join} and {@link open}. */
  createSession(): Promise<string> {
    return this.#page.evaluate((displayName) => {
      const initialState = { by: displayName };
      return inPage.enter(
        inPage.client.createSession({ displayName, title: "Roadmap", initialState }),
      );
    }, this.#name);
  }

  join(link: string): Promise<string> {
    return this.#page.evaluate(
      ([link, displayName]) => inPage.enter(inPage.client.join(link, { displayName })),
      [link, this.#name] as const,
    );
  }

  open(sid: string): Promise<string> {
    return this.#page.evaluate((sid) => inPage.enter(inPage.client.open(sid)), sid);
  }

  /** The state of the invite, or the code of the error. */
  preview(link: string): Promise<string> {
    return this.#page.evaluate(async (link) => {
      try {
        return (await inPage.client.previewInvite(link)).status;
      } catch (error) {
        return inPage.codeOf(error);
      }
    }, link);
  }

  async invite(options: Partial<Library.CreateInviteOptions> = {}): Promise<string> {
    return this.#page.evaluate(async (options) => {
      const invite = await inPage.session?.invites?.create({
        name: "Ben",
        requireApproval: false,
        ...options,
      });
      return invite?.link ?? "";
    }, options);
  }

  /** Whom each invite is for, as this person's client says. */
  invitees(): Promise<readonly (string | null)[]> {
    return this.#page.evaluate(async () => {
      const invites = await inPage.session?.invites?.list();
      return (invites ?? []).map(({ name }) => name);
    });
  }

  async revoke(inviteId: string): Promise<void> {
    await this.#page.evaluate((id) => inPage.session?.invites?.revoke(id), inviteId);
  }

  async set(state: State): Promise<void> {
    await this.#page.evaluate((state) => inPage.session?.set(state), state);
  }

  /** Counts one up in the state, by what the state was. */
  async count(): Promise<void> {
    await this.#page.evaluate(() =>
      inPage.session?.update((state) => {
        const { count = "0", ...others } = { ...(state as State | undefined) };
        return { ...others, count: String(Number(count) + 1) };
      }),
    );
  }

  state(): Promise<State | undefined> {
    return this.#page.evaluate(() => inPage.session?.get() as State | undefined);
  }

  sessionId(): Promise<string> {
    return this.#page.evaluate(() => inPage.session?.id ?? "");
  }

  memberId(): Promise<string> {
    return this.#page.evaluate(() => inPage.session?.self.id ?? "");
  }

  /** Who is in, by member ID, as this person's client says. */
  members(): Promise<readonly Library.Member[]> {
    return this.#page.evaluate(() => inPage.session?.members.list() ?? []);
  }

  sessions(): Promise<readonly string[]> {
    return this.#page.evaluate(async () => (await inPage.client.sessions()).map(({ id }) => id));
  }

  refused(): Promise<readonly Library.RefusedFrame[]> {
    return this.#page.evaluate(() => inPage.refused);
  }

  async alarms(): Promise<readonly SeenAlarm[]> {
    const alarms = await this.#page.evaluate(() =>
      inPage.alarms.map(({ evidence, ...alarm }) => ({
        ...alarm,
        evidence: evidence.map((item) => (typeof item === "string" ? item : Array.from(item))),
      })),
    );
    return alarms.map(({ evidence, ...alarm }) => ({
      ...alarm,
      evidence: evidence.map((item) =>
        typeof item === "string" ? item : encodeBase64Url(Uint8Array.from(item)),
      ),
    }));
  }

  /** Why the session is closed on this device; null while it is open. */
  closed(): Promise<Library.CloseReason | null> {
    return this.#page.evaluate(() => inPage.session?.closed?.reason ?? null);
  }
}
