import { type Answer, type Ask, type Asked, type Json, type Lie, readJson } from "./lie.js";
import { SessionCopy } from "./sessionCopy.js";

const MEMBERS = /^\/v1\/sessions\/([^/]+)\/members$/;
const CHANNEL = /^\/v1\/sessions\/([^/]+)\/channels\/([0-9]+)$/;

/** So that whoever waits for news hears a new lie soon. */
const MOST_WAIT_SECONDS = 1;

interface StoredFrame {
  readonly seq: number;
  readonly frame: string;
}

/**
 * Answers members' reads with what a lie makes of the truth, and passes on all other calls. Which lie
 * it is, is asked when the answer is due: a read may have waited for longer than the last one lived.
 */
export class Retold {
  readonly #ask: Ask;
  readonly #copies = new Map<string, SessionCopy>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  copyOf(sid: string): SessionCopy {
    const copy = this.#copies.get(sid) ?? new SessionCopy();
    this.#copies.set(sid, copy);
    return copy;
  }

  answer(asked: Asked, lie: () => Lie): Promise<Answer> {
    const [, reader] = MEMBERS.exec(asked.path) ?? [];
    const [, sid, channel] = CHANNEL.exec(asked.path) ?? [];
    if (reader !== undefined && asked.method === "GET") {
      return this.#members(asked, reader, lie);
    }
    if (sid === undefined) {
      return this.#ask(asked);
    }
    return asked.method === "GET"
      ? this.#read(asked, sid, Number(channel), lie)
      : this.#write(asked, sid, Number(channel));
  }

  async #members(asked: Asked, sid: string, lie: () => Lie): Promise<Answer> {
    const copy = this.copyOf(sid);
    const known = copy.entries.length;
    const answer = await this.#ask(withQuery(asked, { after: known }));
    if (answer.status !== 200) {
      return answer;
    }
    const truth = readJson(answer);
    copy.takeEntries(known, truth.statements as readonly string[]);
    const { log } = await tell(lie(), copy, 0);
    const statements = log.slice(Number(asked.query.get("after") ?? 0));
    return withBody(answer, { ...truth, size: log.length, statements });
  }

  async #read(asked: Asked, sid: string, channel: number, lie: () => Lie): Promise<Answer> {
    const copy = this.copyOf(sid);
    const after = Number(asked.query.get("after") ?? 0);
    const log = Number(asked.query.get("log") ?? 0);
    const before = await tell(lie(), copy, channel);
    const isNews = before.frames.length !== after || before.log.length !== log;
    const wait = Math.min(Number(asked.query.get("wait") ?? 0), isNews ? 0 : MOST_WAIT_SECONDS);
    const answer = await this.#ask(
      withQuery(asked, { after: copy.frames(channel).length, log: copy.entries.length, wait }),
    );
    if (answer.status !== 200) {
      return answer;
    }
    const truth = readJson(answer);
    for (const { seq, frame } of truth.frames as readonly StoredFrame[]) {
      copy.takeFrame(channel, seq, frame);
    }
    const now = await tell(lie(), copy, channel);
    const frames = now.frames.map((frame, i) => ({ seq: i + 1, frame }));
    return withBody(answer, {
      ...truth,
      head: frames.length,
      frames: frames.slice(after).filter(({ frame }) => frame !== undefined),
      more: false,
      // The log may have gained entries that nobody has asked for yet.
      size: Number(truth.size) + now.log.length - copy.entries.length,
    });
  }

  async #write(asked: Asked, sid: string, channel: number): Promise<Answer> {
    const answer = await this.#ask(asked);
    if (answer.status < 300) {
      const { frame } = readJson(asked);
      this.copyOf(sid).takeFrame(channel, Number(readJson(answer).seq), frame as string);
    }
    return answer;
  }
}

async function tell(
  { log, channel: retell }: Lie,
  copy: SessionCopy,
  channel: number,
): Promise<{ readonly log: readonly string[]; readonly frames: readonly (string | undefined)[] }> {
  const { entries } = copy;
  const frames = copy.frames(channel);
  return {
    log: log === undefined ? entries : await log(entries),
    frames: channel !== 0 || retell === undefined ? frames : await retell(frames),
  };
}

function withQuery(asked: Asked, changed: Readonly<Record<string, number>>): Asked {
  const query = new URLSearchParams(asked.query);
  for (const [name, value] of Object.entries(changed)) {
    query.set(name, String(value));
  }
  return { ...asked, query };
}

function withBody(answer: Answer, body: Json): Answer {
  return { ...answer, body: JSON.stringify(body) };
}
