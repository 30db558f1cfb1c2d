import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { startBroker } from "../../test/broker/brokerProcess.js";
import { type Answer, type Asked, HONEST, type Lie, isCall } from "./lie.js";
import { isForANewKeyAlone, noNewKey } from "./replacedKeys.js";
import { Retold } from "./retold.js";
import { type SessionCopy } from "./sessionCopy.js";

const UNFORWARDED = ["host", "connection", "content-length", "accept-encoding"];
const UNRETURNED = ["connection", "keep-alive", "content-length", "content-encoding"];

/**
 * The attacker of the threat model, to be joined by real clients in real browsers: a broker that
 * tells one {@link Lie} at a time.
 *
 * It is a proxy before a real broker that believes the proxy's address to be its own, so that all
 * that is signed for an origin fits. It keeps a copy of whatever it relays. Members' reads are
 * answered from the copy, so that a lie about a log or a channel is a function from one list to
 * another; every other answer is the real broker's unless the lie makes one up. What a lie needs
 * beside, keys of its own or an accomplice among the members, it brings along.
 *
 * It takes no replacement of the key, so that a lie about one key stays one about that key;
 * what lies there can be around a new key is in `test/broker/hostileRemoval.test.ts`.
 */
export class HostileBroker {
  readonly origin: string;
  /** Every request, the oldest first. */
  readonly asked: Asked[] = [];
  readonly #retold: Retold;
  readonly #stop: () => Promise<void>;
  #lie: Lie = HONEST;
  #spared: string | undefined;

  constructor(origin: string, real: string, stop: () => Promise<void>) {
    this.origin = origin;
    this.#retold = new Retold((asked) => forward(real, asked));
    this.#stop = stop;
  }

  static async start(): Promise<HostileBroker> {
    const server = createServer((request, response) => {
      void serve(hostile, request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const broker = await startBroker({ LATCHKEY_PUBLIC_URL: origin });
    const hostile = new HostileBroker(origin, broker.url, async () => {
      server.close();
      server.closeAllConnections();
      await broker.stop();
    });
    return hostile;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  /** From now on everybody is told this lie, but for one member. */
  tell(lie: Lie, sparing?: string): void {
    this.#lie = lie;
    this.#spared = sparing;
  }

  tellTheTruth(): void {
    this.tell(HONEST);
  }

  copyOf(sid: string): SessionCopy {
    return this.#retold.copyOf(sid);
  }

  /** How often it was called so, ever. */
  calls(method: string, path: RegExp): number {
    return this.asked.filter((asked) => isCall(asked, method, path)).length;
  }

  answer(asked: Asked): Promise<Answer> {
    this.asked.push(asked);
    if (asked.path.endsWith("/events")) {
      return Promise.reject(new Error("it serves no streams, and no sockets"));
    }
    if (isForANewKeyAlone(asked)) {
      return Promise.resolve(noNewKey());
    }
    const { answer } = this.#lieTo(asked.member);
    const ask = (honestly: Asked): Promise<Answer> =>
      this.#retold.answer(honestly, () => this.#lieTo(asked.member));
    return answer === undefined ? ask(asked) : answer(asked, ask);
  }

  #lieTo(member: string | undefined): Lie {
    return member !== undefined && member === this.#spared ? HONEST : this.#lie;
  }
}

async function serve(
  hostile: HostileBroker,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { status, headers, body } = await hostile.answer(await readRequest(request));
    response.writeHead(status, Object.fromEntries(headers)).end(body);
  } catch {
    response.destroy();
  }
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const headers = new Headers(request.headers as Record<string, string>);
  UNFORWARDED.forEach((name) => {
    headers.delete(name);
  });
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks).toString(),
    member: memberOf(headers.get("Authorization")),
  };
}

function memberOf(authorization: string | null): string | undefined {
  const payload = /^DPoP [^.]+\.([^.]+)\./.exec(authorization ?? "")?.[1];
  if (payload === undefined) {
    return undefined;
  }
  return (JSON.parse(Buffer.from(payload, "base64url").toString()) as { sub: string }).sub;
}

async function forward(origin: string, asked: Asked): Promise<Answer> {
  const { method, headers, body } = asked;
  const url = new URL(asked.path, origin);
  url.search = asked.query.toString();
  const response = await fetch(url, { method, headers, ...(body === "" ? {} : { body }) });
  const returned = new Headers(response.headers);
  UNRETURNED.forEach((name) => {
    returned.delete(name);
  });
  return { status: response.status, headers: returned, body: await response.text() };
}
