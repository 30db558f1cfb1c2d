import type { Bytes } from "./bytes.js";
import { BrokerError, type ErrorCode } from "./errors.js";
import { FormatError } from "./formatError.js";
import { readHeadNumbers } from "./headNumbers.js";
import { aborted, throwIfAborted } from "./signals.js";
import { type JsonObject, parseStrictJson, readObject } from "./strictJson.js";

export interface BrokerRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Without query: nothing secret and nothing but numbers goes into a URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, number | string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** What authorises one request: names of headers and their values. */
export type Authorise = (method: string, url: string) => Promise<Readonly<Record<string, string>>>;

const TIMEOUT_MS = 20_000;
const NO_CONTENT = 204;

/** One broker, called over HTTP. Whatever goes wrong is a {@link BrokerError}. PROTOCOL.md §1. */
export class Broker {
  readonly origin: string;
  readonly #fetch: typeof fetch;
  readonly #clock: () => number;
  #clockOffset = 0;
  #dpopNonce: string | undefined;

  constructor(url: string | URL, fetchFunction: typeof fetch, clock: () => number) {
    this.origin = new URL(url).origin;
    this.#fetch = fetchFunction;
    this.#clock = clock;
  }

  /**
   * Milliseconds since 1970 by the broker's clock, which decides what is expired; up to a second
   * and the way of an answer behind it.
   */
  now(): number {
    return this.#clock() + this.#clockOffset;
  }

  /** The newest nonce that the broker gave for proofs. */
  get dpopNonce(): string | undefined {
    return this.#dpopNonce;
  }

  /** Sends the request and reads the answer; a FormatError of `read` means that it is none. */
  async call<T>(
    request: BrokerRequest,
    read: (answer: JsonObject) => T,
    authorise?: Authorise,
  ): Promise<T> {
    const { status, headers, body } = await this.#exchange(request, authorise, readAll);
    const answer = parseAnswer(body, status);
    if (status < 200 || status >= 300) {
      throw problem(answer, status, headers);
    }
    try {
      return read(answer);
    } catch (error) {
      throw error instanceof FormatError ? notABroker(status, error) : error;
    }
  }

  /** Sends the request, for an answer that goes on until the signal of the request ends it. */
  async stream(request: BrokerRequest, authorise: Authorise): Promise<ReadableStream<Bytes>> {
    const { status, headers, body } = await this.#exchange(request, authorise, (response) =>
      Promise.resolve(response.ok ? (response.body ?? new Uint8Array()) : readAll(response)),
    );
    if (body instanceof ReadableStream) {
      return body;
    }
    throw problem(parseAnswer(body, status), status, headers);
  }

  /** What is read of the response is bound by the time for the request, what is left open is not. */
  async #exchange<B>(
    request: BrokerRequest,
    authorise: Authorise | undefined,
    readBody: (response: Response) => Promise<B>,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: B }> {
    const { method, path, query = {}, signal, timeoutMs = TIMEOUT_MS } = request;
    const url = new URL(path, this.origin);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, String(value));
    }
    const authorisation = (await authorise?.(method, url.href)) ?? {};
    throwIfAborted(signal);
    const controller = new AbortController();
    const abort = (): void => {
      controller.abort();
    };
    const timer = setTimeout(abort, timeoutMs);
    signal?.addEventListener("abort", abort);
    let goesOn = false;
    try {
      const options = fetchOptions(request, authorisation, controller.signal);
      const response = await this.#fetch(url, options);
      const { status, headers } = response;
      const body = await readBody(response);
      goesOn = body instanceof ReadableStream;
      this.#learn(headers);
      return { status, headers, body };
    } catch (cause) {
      if (signal?.aborted === true) {
        throw aborted(signal);
      }
      throw unreachable(controller.signal.aborted, cause);
    } finally {
      clearTimeout(timer);
      if (!goesOn) {
        signal?.removeEventListener("abort", abort);
      }
    }
  }

  #learn(headers: Headers): void {
    this.#dpopNonce = headers.get("DPoP-Nonce") ?? this.#dpopNonce;
    const date = Date.parse(headers.get("Date") ?? "");
    if (!Number.isNaN(date)) {
      this.#clockOffset = date - this.#clock();
    }
  }
}

function fetchOptions(
  { method, headers, body }: BrokerRequest,
  authorisation: Readonly<Record<string, string>>,
  signal: AbortSignal,
): RequestInit {
  return {
    method,
    headers: {
      ...headers,
      ...authorisation,
      ...(body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    redirect: "error",
  };
}

async function readAll(response: Response): Promise<Bytes> {
  return new Uint8Array(await response.arrayBuffer());
}

function parseAnswer(body: Bytes, status: number): JsonObject {
  if (status === NO_CONTENT) {
    return {};
  }
  try {
    return readObject(parseStrictJson(body));
  } catch (cause) {
    throw notABroker(status, cause);
  }
}

function problem(answer: JsonObject, status: number, headers: Headers): BrokerError {
  const { code, detail, requestId, retryAfterMs, head, heads } = answer;
  if (typeof code !== "string") {
    return notABroker(status, undefined);
  }
  const seconds = Number(headers.get("Retry-After") ?? "NaN");
  const delay = typeof retryAfterMs === "number" ? retryAfterMs : seconds * 1000;
  try {
    return new BrokerError(code as ErrorCode, typeof detail === "string" ? detail : code, {
      status,
      ...(Number.isNaN(delay) ? {} : { retryAfterMs: delay }),
      ...(typeof requestId === "string" ? { requestId } : {}),
      ...(typeof head === "number" ? { head } : {}),
      ...(heads === undefined ? {} : { heads: readHeadNumbers(heads) }),
    });
  } catch (error) {
    throw error instanceof FormatError ? notABroker(status, error) : error;
  }
}

/**
 * What stands in front of a broker answers so when the broker is down; a hotel's sign-in page, too.
 */
function notABroker(status: number, cause: unknown): BrokerError {
  return status >= 500
    ? new BrokerError("broker_unreachable", "a gateway answered for the broker", { status, cause })
    : new BrokerError("not_a_broker", "the answer is not one of a broker", { status, cause });
}

function unreachable(timedOut: boolean, cause: unknown): BrokerError {
  if (timedOut) {
    return new BrokerError("timeout", "the broker did not answer in time", { cause });
  }
  if (typeof navigator !== "undefined" && "onLine" in navigator && !navigator.onLine) {
    return new BrokerError("offline", "this device has no network", { cause });
  }
  return new BrokerError("broker_unreachable", "the broker cannot be reached", { cause });
}
