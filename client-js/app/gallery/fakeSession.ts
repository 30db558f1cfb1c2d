import type {
  Invite,
  InviteInfo,
  Invites,
  Knock,
  Ledger,
  LedgerEntryInfo,
  LedgerVerdict,
  Member,
  Role,
  Session,
  SessionEvents,
} from "../../src/index.js";

/** What an example says of a session; the rest is as in a session that runs well. */
export interface SessionFacts {
  readonly id?: string;
  readonly title?: string;
  readonly role?: Role;
  readonly status?: Session["status"];
  readonly synced?: boolean;
  readonly frozen?: boolean;
  readonly hasUnsyncedChanges?: boolean;
  readonly closed?: Session["closed"];
  readonly members?: readonly Member[];
  readonly knocks?: readonly Knock[];
  /** An error stands for a list that cannot be loaded, null for one that never comes. */
  readonly invites?: readonly InviteInfo[] | Error | null;
  readonly entries?: readonly LedgerEntryInfo[] | Error | null;
  readonly verdict?: LedgerVerdict | Error | null;
  /** Told to whoever listens, a moment after. */
  readonly events?: Partial<{ [K in keyof SessionEvents]: Parameters<SessionEvents[K]> }>;
}

export const NOW = Date.now();
const MINUTE = 60_000;

export function minutes(count: number): Date {
  return new Date(NOW + count * MINUTE);
}

let lastId = 0;

/** 22 characters, as IDs of members and invites have. */
export function newId(): string {
  lastId++;
  return `example${String(lastId).padStart(15, "0")}`;
}

export function member(name: string, parts: Partial<Member> = {}): Member {
  return {
    id: newId(),
    name,
    role: "editor",
    self: false,
    inviteId: newId(),
    invitedBy: null,
    comparisons: [],
    confirmed: true,
    ...parts,
  };
}

export const ana = member("Ana", { role: "host", inviteId: null });
export const ben = member("Ben");
export const claire = member("Claire", { role: "viewer" });
export const dora = member("Dora Anneliese von der Weiden-Hohenstein zu Oberammergau");
export const kim = member("", { role: "auditor" });

/** A session in which nothing happens that no example says. */
export function fakeSession(facts: SessionFacts = {}): Session {
  const role = facts.role ?? "host";
  const people = (facts.members ?? [ana, ben, claire]).map((it) => ({
    ...it,
    self: it.id === (role === "host" ? ana.id : ben.id),
  }));
  const self = people.find((it) => it.self) ?? { ...ben, role, self: true };
  const session: Partial<Session> = {
    id: facts.id ?? newId().padEnd(27, "x"),
    origin: "https://broker.example",
    title: facts.title ?? "Technology radar, autumn 2026",
    self,
    role,
    canWrite: role === "host" || (role === "editor" && facts.frozen !== true),
    status: facts.status ?? "connected",
    closed: facts.closed ?? null,
    synced: facts.synced ?? true,
    frozen: facts.frozen ?? false,
    epoch: 3,
    others: [],
    knocks: facts.knocks ?? [],
    hasUnsyncedChanges: facts.hasUnsyncedChanges ?? false,
    invites: role === "host" ? fakeInvites(facts.invites ?? []) : null,
    ledger: fakeLedger(facts),
    members: {
      list: () => people,
      setRole: never,
      remove: never,
    },
    get: () => undefined,
    on: (type, callback) => {
      const told = facts.events?.[type];
      if (told !== undefined) {
        setTimeout(() => {
          (callback as (...values: unknown[]) => void)(...told);
        }, 0);
      }
      return () => undefined;
    },
    connect: () => undefined,
    compare: never,
    handover: never,
    freeze: never,
    end: never,
    createRecoveryFile: never,
  };
  return session as Session;
}

/** A call whose answer does not come. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** The answer that an example gives: null for one that never comes. */
export function answerOf<T>(answer: T | Error | null): Promise<T> {
  return answer === null
    ? never()
    : answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(answer);
}

export const LINK =
  "https://radar.example/j#1.Kq3vX0bN2mYt8cRzUeWpLsHdGfA.q0jV7mZt3xYbNcRdUeWpLg.hX2k";

export const exampleInvite: Invite = {
  id: newId(),
  link: LINK,
  expiresAt: minutes(24 * 60),
  qr: () => "",
  copy: () => Promise.resolve(true),
  share: () => Promise.resolve("unavailable"),
};

export function inviteInfo(name: string | null, parts: Partial<InviteInfo> = {}): InviteInfo {
  return {
    id: newId(),
    name,
    by: ana.id,
    role: "editor",
    state: "ready",
    expiresAt: minutes(23 * 60),
    maxUses: 1,
    used: 0,
    requiresApproval: false,
    pending: 0,
    lockedUntil: null,
    opened: 0,
    failed: 0,
    lastFailedAt: null,
    invite: exampleInvite,
    ...parts,
  };
}

function fakeInvites(list: readonly InviteInfo[] | Error | null): Invites {
  return {
    create: () => Promise.resolve(exampleInvite),
    list: () => answerOf(list),
    revoke: never,
    renew: never,
    extend: never,
  };
}

function fakeLedger({ entries = [], verdict = null }: SessionFacts): Ledger {
  return {
    newest: { size: Array.isArray(entries) ? entries.length : 12, root: "" },
    receipt: null,
    entries: async function* () {
      yield* await answerOf(entries);
    },
    verify: () => answerOf(verdict),
    export: never,
    onAlarm: () => () => undefined,
  };
}
