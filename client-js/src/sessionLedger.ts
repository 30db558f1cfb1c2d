import type { Alarm } from "./alarm.js";
import { encodeBase64Url } from "./base64Url.js";
import { BrokerLedger } from "./brokerLedger.js";
import type { Bytes } from "./bytes.js";
import type { CallOptions } from "./callOptions.js";
import type { Reading } from "./channelReader.js";
import type { Connection } from "./connection.js";
import type { DeviceStore } from "./deviceStore.js";
import { contradiction } from "./dishonestBroker.js";
import type { FollowedChannel } from "./followedChannel.js";
import type { Ledger, LedgerEntryInfo, LedgerFormat, LedgerQuery } from "./ledger.js";
import { LedgerGossip } from "./ledgerGossip.js";
import { LedgerListing } from "./ledgerListing.js";
import { LedgerMatching } from "./ledgerMatching.js";
import type { LedgerVerdict } from "./ledgerVerdict.js";
import { csvHeader, csvRow, jsonLine } from "./ledgerText.js";
import { LedgerWatch } from "./ledgerWatch.js";
import type { MemberId } from "./memberId.js";
import type { Member } from "./members.js";
import type { Passing } from "./passingFrames.js";
import type { Receipt } from "./receipt.js";
import type { MemberContext, RosterFollower } from "./rosterFollower.js";
import { isActive } from "./rosterMember.js";
import type { Unsubscribe } from "./session.js";
import type { SessionTroubles } from "./sessionTroubles.js";
import { parseTlogProof } from "./tlogProof.js";
import { verifyLedgerFile } from "./verifyLedgerFile.js";

export interface LedgerParts {
  readonly context: MemberContext;
  readonly people: RosterFollower;
  readonly store: DeviceStore;
  readonly connection: Connection;
  readonly troubles: SessionTroubles;
  readonly receipt: Receipt | null;
  memberOf(id: MemberId): Member | undefined;
  inviteNames(signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** Relays it to whoever is there. */
  send(payload: Bytes): void;
  onAlarm(callback: (alarm: Alarm) => void, signal: AbortSignal | undefined): Unsubscribe;
}

/** Where nothing tells of new checkpoints, they are asked for so often. */
const LOOK_EVERY_MS = 15_000;

/** The ledger of a session as one member has it, and all that is compared with it. */
export class SessionLedger implements Ledger {
  readonly #parts: LedgerParts;
  readonly #ledger: BrokerLedger;
  readonly #watch: LedgerWatch;
  readonly #gossip: LedgerGossip;
  readonly #matching: LedgerMatching;
  readonly #listing: LedgerListing;
  #lookedAt = -Infinity;
  /** Until it is compared with the ledger. */
  #receipt: Receipt | null;
  /** The newest that the broker sent, while an earlier one is judged. */
  #told: string | undefined;
  #isTaking = false;
  #isMatching = false;
  /** Up to where statements were compared with the ledger, and their words heard. */
  #matched = 0;
  #heard = 0;

  constructor(parts: LedgerParts) {
    const { context, people, store, connection } = parts;
    const { checkpoints, access, clock } = context;
    const { sid, mid: self } = context.membership;
    this.#parts = parts;
    this.#receipt = parts.receipt;
    const ledger = new BrokerLedger(access);
    const watch = new LedgerWatch({ ledger, checkpoints, roster: () => people.roster });
    this.#ledger = ledger;
    this.#watch = watch;
    this.#gossip = new LedgerGossip({
      self,
      watch,
      clock,
      run: (task) => connection.run(undefined, task),
      send: (payload) => {
        parts.send(payload);
      },
      alarm: (alarm) => {
        parts.troubles.alarm(alarm);
      },
    });
    this.#matching = new LedgerMatching({ sid, store, people, watch, ledger });
    this.#listing = new LedgerListing({
      connection,
      ledger,
      memberName: (id) => orNull(parts.memberOf(id as MemberId)?.name),
      inviteNames: (signal) => parts.inviteNames(signal),
    });
  }

  get newest(): Ledger["newest"] {
    const { newest } = this.#watch;
    return newest && { size: newest.size, root: encodeBase64Url(newest.root) };
  }

  get receipt(): string | null {
    return this.#parts.receipt?.proof ?? null;
  }

  entries({ from = 0 }: LedgerQuery = {}, call: CallOptions = {}): AsyncIterable<LedgerEntryInfo> {
    return this.#listing.from(from, call);
  }

  verify({ signal }: CallOptions = {}): Promise<LedgerVerdict> {
    return this.#parts.connection.runBeyondEnd(signal, async (either) => {
      const seen = await this.#watch.look(either);
      const file = await this.#ledger.export(either);
      const verdict = await verifyLedgerFile(file);
      if (verdict.ok) {
        const note = lastCheckpoint(await file.text());
        await this.#watch.take(note, either);
        if (seen !== null && verdict.entries < seen.size) {
          const message = "the export is of less than this device has verified";
          throw contradiction(message, [seen.note, note]);
        }
      }
      return verdict;
    });
  }

  async export(format: LedgerFormat, call: CallOptions = {}): Promise<Blob> {
    switch (format) {
      case "bundle":
        return this.#parts.connection.runBeyondEnd(call.signal, (signal) =>
          this.#ledger.export(signal),
        );
      case "jsonl":
        return this.#text("application/jsonl", "", jsonLine, call);
      case "csv":
        return this.#text("text/csv;charset=utf-8", csvHeader(), csvRow, call);
    }
  }

  onAlarm(callback: (alarm: Alarm) => void, { signal }: CallOptions = {}): Unsubscribe {
    return this.#parts.onAlarm((alarm) => {
      if (alarm.kind === "ledger") {
        callback(alarm);
      }
    }, signal);
  }

  /** The broker has sent its newest checkpoint. */
  told(note: string): void {
    this.#lookedAt = this.#parts.context.clock();
    this.#told = note;
    if (!this.#isTaking) {
      this.#isTaking = true;
      void this.#during(async (signal) => {
        for (let next = this.#takeTold(); next !== undefined; next = this.#takeTold()) {
          await this.#watch.take(next, signal);
        }
      }).finally(() => {
        this.#isTaking = false;
      });
    }
  }

  /** The broker has answered. */
  reached(): void {
    const now = this.#parts.context.clock();
    if (now - this.#lookedAt >= LOOK_EVERY_MS) {
      this.#lookedAt = now;
      void this.#during(async (signal) => {
        await this.#watch.look(signal);
      });
    }
    if (this.#receipt !== null) {
      const { checkpoint } = parseTlogProof(this.#receipt.proof);
      this.#receipt = null;
      void this.#during((signal) => this.#requireFrom(checkpoint, signal));
    }
    this.peopleChanged();
  }

  /** Frames came that members have sealed. */
  read({ reader }: FollowedChannel, { frames }: Reading): void {
    for (const frame of frames) {
      if (frame.type === "applied") {
        const { checkpointSize: size, checkpointRoot: root } = frame.body.links;
        const evidence = reader.frameAt(frame.seq);
        this.#gossip.hear({ by: frame.header.sender, head: { size, root }, evidence });
      }
    }
  }

  /** The same of one that is not kept. */
  async pass({ sender, frame, links, payload }: Passing): Promise<void> {
    const head = { size: links.checkpointSize, root: links.checkpointRoot };
    this.#gossip.hear({ by: sender, head, evidence: frame });
    await this.#gossip.receive(sender, payload);
  }

  /** Statements may have come. */
  peopleChanged(): void {
    const { people } = this.#parts;
    if (people.roster.size > this.#heard) {
      this.#heard = people.roster.size;
      for (const [by, { head, entry }] of people.checkpointsSaid) {
        this.#gossip.hear({ by, head, evidence: entry });
      }
    }
    void this.#match();
  }

  stop(): void {
    this.#gossip.stop();
  }

  #takeTold(): string | undefined {
    const note = this.#told;
    this.#told = undefined;
    return note;
  }

  /** What the broker proved to this device when it came in must still be so. */
  async #requireFrom(note: string, signal: AbortSignal): Promise<void> {
    const head = await this.#watch.open(note);
    if (head === undefined || !(await this.#watch.agrees(head, signal))) {
      const message = "the ledger is not the one that this device has a receipt of";
      throw contradiction(message, [note, this.#watch.newest?.note ?? ""]);
    }
  }

  /** Those who see the whole ledger compare it with the log, whenever that has grown. */
  async #match(): Promise<void> {
    const { people, context } = this.#parts;
    const self = people.roster.member(context.membership.mid);
    const seesAll = self !== undefined && isActive(self) && SEES_ALL.has(self.role);
    if (this.#isMatching || !seesAll || people.roster.size === this.#matched) {
      return;
    }
    this.#isMatching = true;
    await this.#during(async (signal) => {
      for (let size = -1; size < people.roster.size; this.#matched = size) {
        size = people.roster.size;
        await this.#matching.look(signal);
      }
    }).finally(() => {
      this.#isMatching = false;
    });
  }

  async #text(
    type: string,
    header: string,
    line: (entry: LedgerEntryInfo) => string,
    call: CallOptions,
  ): Promise<Blob> {
    const lines = [header];
    for await (const entry of this.entries({}, call)) {
      lines.push(line(entry));
    }
    return new Blob(lines, { type });
  }

  #during(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { troubles, connection } = this.#parts;
    return troubles.during(() => connection.run(undefined, task));
  }
}

const SEES_ALL: ReadonlySet<string> = new Set(["host", "auditor"]);

/** Of an export that is verified. */
function lastCheckpoint(file: string): string {
  const line =
    file
      .split("\n")
      .filter((it) => it.startsWith('{"kind":"checkpoint"'))
      .at(-1) ?? "{}";
  const { note } = JSON.parse(line) as { readonly note?: string };
  return note ?? "";
}

function orNull(name: string | undefined): string | null {
  return name === undefined || name === "" ? null : name;
}
