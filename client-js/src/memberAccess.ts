import type { Bytes } from "./bytes.js";
import type { Authorise, Broker, BrokerRequest } from "./broker.js";
import { makeDpopProof, randomProofId } from "./dpopProof.js";
import { BrokerError } from "./errors.js";
import type { MemberId } from "./memberId.js";
import { makeRefreshProof } from "./refreshProof.js";
import type { SessionId } from "./sessionId.js";
import type { SigningKey } from "./signingKey.js";
import { type JsonObject, readInteger, readString } from "./strictJson.js";

export interface AccessToken {
  readonly text: string;
  /** When to ask for the next one: milliseconds since 1970, by the broker's clock. */
  readonly renewAt: number;
}

const MAX_EARLY_MS = 30_000;
const ATTEMPTS = 3; // as it is, with a new nonce, with a new token
const RENEWALS = 3; // a challenge may be too old after sleep; three in a row are not

/** Reads `accessToken` and `expiresIn` of an answer. */
export function readAccessToken(answer: JsonObject, now: number): AccessToken {
  const lifetimeMs = readInteger(answer.expiresIn, 1, 3600) * 1000;
  const early = Math.min(MAX_EARLY_MS, lifetimeMs / 4);
  return { text: readString(answer.accessToken), renewAt: now + lifetimeMs - early };
}

/**
 * Calls the broker as one member: with an access token that is renewed, and a proof for each call.
 */
export class MemberAccess {
  readonly sid: SessionId;
  readonly member: MemberId;
  readonly #broker: Broker;
  readonly #key: SigningKey;
  #token: AccessToken | undefined;
  #renewal: Promise<AccessToken> | undefined;

  constructor(
    broker: Broker,
    sid: SessionId,
    member: MemberId,
    key: SigningKey,
    token: AccessToken | undefined,
  ) {
    this.#broker = broker;
    this.sid = sid;
    this.member = member;
    this.#key = key;
    this.#token = token;
  }

  /** Calls `/v1/sessions/{sid}` and what follows. */
  call<T>(request: BrokerRequest, read: (answer: JsonObject) => T): Promise<T> {
    return this.#attempting((authorise) =>
      this.#broker.call(this.#ofSession(request), read, authorise),
    );
  }

  /** The same for an answer that goes on. */
  stream(request: BrokerRequest): Promise<ReadableStream<Bytes>> {
    return this.#attempting((authorise) =>
      this.#broker.stream(this.#ofSession(request), authorise),
    );
  }

  #ofSession(request: BrokerRequest): BrokerRequest {
    return { ...request, path: `/v1/sessions/${this.sid}${request.path}` };
  }

  async #attempting<T>(task: (authorise: Authorise) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const token = await this.currentToken();
      try {
        return await task(this.#prove(token));
      } catch (error) {
        if (!(error instanceof BrokerError) || attempt === ATTEMPTS || !this.#mends(error, token)) {
          throw error;
        }
      }
    }
  }

  /** Whether another attempt can do better after this error. */
  #mends({ code }: BrokerError, token: AccessToken): boolean {
    if (code === "token_invalid" && this.#token === token) {
      this.#token = undefined;
    }
    return code === "use_dpop_nonce" || code === "token_invalid";
  }

  #prove(token: AccessToken): Authorise {
    return async (method, url) => {
      const nonce = this.#broker.dpopNonce;
      const request = {
        id: randomProofId(),
        method,
        url,
        accessToken: token.text,
        now: this.#nowInSeconds(),
        ...(nonce === undefined ? {} : { nonce }),
      };
      return {
        Authorization: `DPoP ${token.text}`,
        DPoP: await makeDpopProof(request, this.#key),
      };
    };
  }

  /** Whether the token should be replaced soon. */
  get needsToken(): boolean {
    return this.#token === undefined || this.#token.renewAt <= this.#broker.now();
  }

  /** One that is good for a while. */
  async currentToken(): Promise<AccessToken> {
    if (this.#token !== undefined && !this.needsToken) {
      return this.#token;
    }
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined;
    });
    this.#token = await this.#renewal;
    return this.#token;
  }

  /** @throws {BrokerError} Of code `not_found` if the broker goes on refusing this member's key. */
  async #renew(): Promise<AccessToken> {
    for (let renewal = 1; ; renewal++) {
      try {
        return await this.#askForToken();
      } catch (error) {
        if (!(error instanceof BrokerError) || error.code !== "token_invalid") {
          throw error;
        }
        if (renewal === RENEWALS) {
          const message = "the broker does not know this member";
          throw new BrokerError("not_found", message, { cause: error });
        }
      }
    }
  }

  async #askForToken(): Promise<AccessToken> {
    const path = `/v1/sessions/${this.sid}/tokens`;
    const challenge = await this.#broker.call(
      { method: "POST", path: `${path}/challenge`, body: {} },
      (answer) => readString(answer.challenge),
    );
    const request = {
      sid: this.sid,
      origin: this.#broker.origin,
      member: this.member,
      challenge,
      now: this.#nowInSeconds(),
    };
    const proof = await makeRefreshProof(request, this.#key);
    return this.#broker.call({ method: "POST", path, body: { proof } }, (answer) =>
      readAccessToken(answer, this.#broker.now()),
    );
  }

  #nowInSeconds(): number {
    return Math.floor(this.#broker.now() / 1000);
  }
}
