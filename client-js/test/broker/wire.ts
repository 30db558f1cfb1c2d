import { type Client } from "../../src/index.js";
import { aClient, aDevice, type TestOptions } from "./people.js";

/** One request on its way. */
export interface Sent {
  readonly method: string;
  /** Without the session ID, so that it can be compared. */
  readonly path: string;
  readonly headers: Headers;
}

export type Answer = Record<string, unknown>;

/** What stands between a client and the broker, to look at requests, lose answers, or lie. */
export class Wire {
  readonly sent: Sent[] = [];
  /** The broker's answer, changed or as it is; throw to lose it. */
  onAnswer: (sent: Sent, answer: Answer) => Answer | Promise<Answer> = (_, answer) => answer;
  /** An answer in place of the broker's, or undefined to ask the broker. */
  onRequest: (sent: Sent) => Response | undefined = () => undefined;

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const path = url.pathname.replace(/(?<=\/sessions\/)[\w-]{27}/, "SID") + url.search;
    const sent = { method: init?.method ?? "GET", path, headers: new Headers(init?.headers) };
    this.sent.push(sent);
    const instead = this.onRequest(sent);
    if (instead !== undefined) {
      return instead;
    }
    const response = await fetch(input, init);
    if (!response.ok || response.status === 204 || path.includes("/events")) {
      return response;
    }
    const answer = await this.onAnswer(sent, (await response.json()) as Answer);
    const { status, headers } = response;
    return new Response(JSON.stringify(answer), { status, headers: new Headers(headers) });
  };
}

/** A client whose requests go through a wire. */
export function aWiredClient(options: TestOptions = {}): { client: Client; wire: Wire } {
  const wire = new Wire();
  return { client: aClient({ storage: aDevice(), fetch: wire.fetch, ...options }), wire };
}

export function aProblem(
  status: number,
  code: string,
  headers: Record<string, string> = {},
): Response {
  const body = { type: "about:blank", title: code, status, code, detail: code, requestId: "r" };
  return new Response(JSON.stringify(body), { status, headers });
}
