import {
  BrokerError,
  type Client,
  type ErrorCode,
  InvalidLinkError,
  type InvalidLinkCode,
  type InvitePreview,
  type SessionSummary,
  type Waiting,
} from "../../src/index.js";
import { LINK, minutes, never, newId } from "./fakeSession.js";

export function preview(parts: Partial<InvitePreview> = {}): InvitePreview {
  return {
    status: "ready",
    sessionId: newId().padEnd(27, "x"),
    sessionTitle: "Technology radar, autumn 2026",
    host: { name: "Ana" },
    invitee: "Ben",
    role: "editor",
    note: "We start at noon. Bring what you know about the new release.",
    requiresApproval: false,
    usesLeft: 1,
    expiresAt: minutes(134),
    ...parts,
  };
}

export function brokerError(code: ErrorCode, retryAfterMs?: number): BrokerError {
  const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new BrokerError(code, code, { requestId: "4f1d90ab", ...retry });
}

/** What a client of an example answers. */
export interface ClientFacts {
  /** What looking at the link comes to; null: it goes on. */
  readonly look?: InvitePreview | BrokerError | InvalidLinkCode | null;
  readonly join?: Waiting | BrokerError;
  readonly here?: readonly SessionSummary[];
  readonly persistent?: boolean;
}

export function fakeClient({
  look = preview(),
  join,
  here = [],
  persistent = true,
}: ClientFacts): Client {
  const client: Partial<Client> = {
    brokerUrl: new URL("https://radar.example"),
    appUrl: new URL("https://radar.example/j"),
    storage: Promise.resolve({ kind: persistent ? "indexeddb" : "memory", persistent }),
    parseInvite: (link) => {
      if (String(link) !== LINK) {
        throw new InvalidLinkError(codeOf(String(link)));
      }
      return {} as ReturnType<Client["parseInvite"]>;
    },
    previewInvite: () => {
      if (look === null) {
        return never();
      }
      if (typeof look === "string") {
        return Promise.reject(new InvalidLinkError(look));
      }
      return look instanceof Error ? Promise.reject(look) : Promise.resolve(look);
    },
    join: (_, { onKnock }) => {
      if (join instanceof Error) {
        return Promise.reject(join);
      }
      if (join !== undefined) {
        onKnock?.(join);
      }
      return never();
    },
    sessions: () => Promise.resolve(here),
    receiveHandover: never,
  };
  return client as Client;
}

function codeOf(link: string): InvalidLinkCode {
  return link.includes("#") ? "link_damaged" : "link_foreign";
}
