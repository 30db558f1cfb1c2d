import { type Bytes, decodeUtf8, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import type { Json, JsonObject } from "./json.js";
import type { MemberId } from "./memberId.js";
import type { Member } from "./members.js";
import type { Passing } from "./passingFrames.js";
import type { Other } from "./session.js";

export interface PresenceParts {
  readonly self: MemberId;
  readonly clock: () => number;
  readonly random: () => number;
  memberOf(id: MemberId): Member | undefined;
  /** Relays it to whoever is there. */
  send(payload: Bytes): void;
  changed(others: readonly Other[]): void;
}

interface Shown {
  readonly sender: MemberId;
  readonly presence: JsonObject;
  readonly at: number;
}

const SEND_WITHIN_MS = 50;
const HEARTBEAT_MS = 15_000;
const GONE_AFTER_MS = 35_000;
const GREET_WITHIN_MS = 1_000;
const MAX_SHOWN = 4_096;

/**
 * What members show of themselves while they are there: sealed, relayed and kept nowhere. Each is
 * shown once, as its newest page says.
 */
export class Presence {
  readonly #parts: PresenceParts;
  /** By instance. */
  readonly #shown = new Map<string, Shown>();
  #own: JsonObject | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #sending: ReturnType<typeof setTimeout> | undefined;
  #others: readonly Other[] = [];

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  get others(): readonly Other[] {
    return this.#others;
  }

  update(patch: JsonObject): void {
    this.#own = { ...this.#own, ...patch };
    this.#sendWithin(SEND_WITHIN_MS);
  }

  /** Shows it again: it may have passed by those who are there. */
  repeat(): void {
    this.#sendWithin(SEND_WITHIN_MS);
  }

  /** The connection is there. */
  begin(): void {
    this.#sendWithin(0);
    this.#heartbeat ??= setInterval(() => {
      this.#send();
      this.#dropSilent();
    }, HEARTBEAT_MS);
  }

  /** Without a connection nobody is there. */
  end(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#sending);
    this.#heartbeat = undefined;
    this.#sending = undefined;
    this.#shown.clear();
    this.#tell();
  }

  receive({ sender, instance, payload }: Passing): void {
    const presence = decodePresence(payload);
    if (sender === this.#parts.self || presence === undefined) {
      return;
    }
    if (!this.#shown.has(instance)) {
      if (this.#shown.size >= MAX_SHOWN) {
        return;
      }
      // Whoever is new has not heard of the others.
      this.#sendWithin(this.#parts.random() * GREET_WITHIN_MS);
    }
    this.#shown.set(instance, { sender, presence, at: this.#parts.clock() });
    this.#tell();
  }

  left(member: MemberId): void {
    this.#drop(({ sender }) => sender === member);
  }

  /** Names and roles may be others now. */
  membersChanged(): void {
    this.#tell();
  }

  #dropSilent(): void {
    const oldest = this.#parts.clock() - GONE_AFTER_MS;
    this.#drop(({ at }) => at < oldest);
  }

  #drop(isGone: (shown: Shown) => boolean): void {
    for (const [instance, shown] of this.#shown) {
      if (isGone(shown)) {
        this.#shown.delete(instance);
      }
    }
    this.#tell();
  }

  #sendWithin(ms: number): void {
    if (this.#own !== undefined) {
      this.#sending ??= setTimeout(() => {
        this.#sending = undefined;
        this.#send();
      }, ms);
    }
  }

  /** Who shows nothing sends a frame all the same, for what that says its sender has verified. */
  #send(): void {
    this.#parts.send(utf8(JSON.stringify({ presence: this.#own })));
  }

  #tell(): void {
    const newest = new Map<MemberId, Shown>();
    for (const shown of this.#shown.values()) {
      if (shown.at >= (newest.get(shown.sender)?.at ?? 0)) {
        newest.set(shown.sender, shown);
      }
    }
    const others: Other[] = [];
    for (const { sender, presence } of newest.values()) {
      const member = this.#parts.memberOf(sender);
      if (member !== undefined) {
        others.push({ member, presence });
      }
    }
    others.sort((a, b) => (a.member.id < b.member.id ? -1 : 1));
    if (JSON.stringify(others) !== JSON.stringify(this.#others)) {
      this.#others = others;
      this.#parts.changed(others);
    }
  }
}

function decodePresence(payload: Bytes): JsonObject | undefined {
  try {
    const message = JSON.parse(decodeUtf8(payload)) as Json;
    const presence = isObject(message) ? message.presence : undefined;
    return isObject(presence) ? presence : undefined;
  } catch (error) {
    if (error instanceof FormatError || error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
