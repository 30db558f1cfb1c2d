import { deriveMemberId } from "../../src/memberId.js";
import { keptInvite, look } from "./entrance.js";
import { type Entries, read } from "./forgeries.js";
import { type HostileBroker } from "./hostileBroker.js";
import { type Answer, type Ask, type Asked, isCall, type Lie, madeUp, readJson } from "./lie.js";
import { type SessionCopy } from "./sessionCopy.js";

/**
 * Lets in whom the real broker would refuse: offers an invite as ready whatever became of it, takes
 * the join by itself, and answers the newcomer's calls by what it kept of the session.
 */
export class BackDoor implements Lie {
  readonly #copy: SessionCopy;
  readonly #log: (truth: Entries) => Entries;
  readonly #token: string;
  readonly #wrap: string;
  #join = "";
  #member = "";

  constructor(copy: SessionCopy, token: string, wrap: string, log: (truth: Entries) => Entries) {
    this.#copy = copy;
    this.#token = token;
    this.#wrap = wrap;
    this.#log = log;
  }

  /** To be opened while the invite is ready; `log` is what a newcomer is told before its own join. */
  static async open(
    hostile: HostileBroker,
    link: string,
    log: (truth: Entries) => Entries = (truth) => truth,
  ): Promise<BackDoor> {
    const { token, statement } = await look(hostile, link);
    const { wrap } = await keptInvite(hostile, link);
    return new BackDoor(hostile.copyOf(statement.sid), token ?? "", wrap, log);
  }

  answer = async (asked: Asked, ask: Ask): Promise<Answer> => {
    if (isCall(asked, "POST", /^\/v1\/joins$/)) {
      return this.#letIn(readJson(asked).statement as string);
    }
    if (asked.member === this.#member) {
      return this.#serve(asked);
    }
    const answer = await ask(asked);
    const offer = { ...readJson(answer), state: "ready", token: this.#token };
    return isCall(asked, "GET", /^\/v1\/invites\//)
      ? { ...answer, body: JSON.stringify(offer) }
      : answer;
  };

  async #letIn(join: string): Promise<Answer> {
    const { role, signingKey } = read("join", join);
    this.#join = join;
    this.#member = await deriveMemberId(signingKey);
    const claims = Buffer.from(JSON.stringify({ sub: this.#member })).toString("base64url");
    return madeUp(201, {
      mid: this.#member,
      role,
      accessToken: `made.${claims}.up`,
      expiresIn: 600,
      size: this.#entries().length,
      wraps: [{ epoch: 1, kind: "invite", wrap: this.#wrap }],
    });
  }

  async #serve(asked: Asked): Promise<Answer> {
    const after = Number(asked.query.get("after") ?? 0);
    const people = { size: this.#entries().length, namesVersion: 0 };
    if (isCall(asked, "GET", /\/members$/)) {
      const statements = this.#entries().slice(after);
      return madeUp(200, { ...people, more: false, statements, names: [], wraps: [] });
    }
    if (!isCall(asked, "GET", /\/channels\/0$/)) {
      return madeUp(200, people);
    }
    while (this.#copy.frames(0).length === after) {
      await this.#copy.nextFrame();
    }
    const frames = this.#copy.frames(0).map((frame, i) => ({ seq: i + 1, frame }));
    const page = { head: frames.length, base: 0, more: false, frames: frames.slice(after) };
    return madeUp(200, { ...page, ...people });
  }

  #entries(): Entries {
    return [...this.#log(this.#copy.entries), this.#join];
  }
}
