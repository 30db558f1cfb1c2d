import { type Belongings, sealBelongings } from "./belongings.js";
import { equalBytes } from "./bytes.js";
import type { CallOptions } from "./callOptions.js";
import { Emitter } from "./emitter.js";
import { BrokerError } from "./errors.js";
import { FormatError } from "./formatError.js";
import type { Handover, HandoverRequest } from "./handover.js";
import {
  decodeNonce,
  decodeOffer,
  encodeAnswer,
  encodeGift,
  handoverCommitment,
  type HandoverOffer,
  NONCE_BYTES,
} from "./handoverMessages.js";
import { HandoverSecret } from "./handoverSecret.js";
import { MOVED } from "./membershipEnd.js";
import { OpenError } from "./openError.js";
import type { OtherDevicesParts } from "./otherDevices.js";
import { qrSvg } from "./qrSvg.js";
import { Rendezvous } from "./rendezvous.js";
import { sha256 } from "./hashes.js";
import type { Unsubscribe } from "./session.js";
import { handoverEmoji } from "./shortAuthenticationString.js";
import { abortable, pause } from "./signals.js";
import { writeMove } from "./statementWriter.js";
import { readInteger, readString } from "./strictJson.js";

export type HandingOverParts = Omit<OtherDevicesParts, "invites">;

const WAIT_SECONDS = 25;

/** Gives this member's place to another device, as this one sees it. FORMATS.md §10.2. */
export class HandingOver implements Handover {
  readonly link: string;
  readonly expiresAt: Date;
  readonly #parts: HandingOverParts;
  readonly #rendezvous: Rendezvous;
  readonly #events = new Emitter<{ request: (request: HandoverRequest) => void }>();
  readonly #ending = new AbortController();
  readonly #over: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #request: HandoverRequest | undefined;

  constructor(parts: HandingOverParts, link: string, rendezvous: Rendezvous, expiresAt: Date) {
    this.#parts = parts;
    this.link = link;
    this.expiresAt = expiresAt;
    this.#rendezvous = rendezvous;
    this.#over = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#over.catch(() => undefined);
  }

  /** Opens a rendezvous and waits there in the background. */
  static async begin(parts: HandingOverParts, signal: AbortSignal): Promise<HandingOver> {
    const { context, broker, appUrl } = parts;
    const { clock } = context;
    const secret = HandoverSecret.random(context.membership.sid);
    const link = secret.exposeLink(appUrl);
    const id = await secret.rendezvousId();
    const request = { method: "POST", path: "/moves/rendezvous", body: { id }, signal } as const;
    const lifetime = await context.access.call(request, ({ expiresInMs }) =>
      readInteger(expiresInMs),
    );
    const until = clock() + lifetime;
    const rendezvous = await Rendezvous.at(broker, secret, until, clock);
    const handover = new HandingOver(parts, link, rendezvous, new Date(until));
    void handover.#meet();
    return handover;
  }

  qr(): string {
    return qrSvg(this.link);
  }

  onRequest(callback: (request: HandoverRequest) => void): Unsubscribe {
    const off = this.#events.on("request", callback);
    if (this.#request !== undefined) {
      callback(this.#request);
    }
    return off;
  }

  whenMoved({ signal }: CallOptions = {}): Promise<void> {
    return abortable(this.#over, signal);
  }

  cancel(): void {
    this.#ending.abort();
  }

  async #meet(): Promise<void> {
    try {
      await this.#run(async (signal) => {
        const offerText = await this.#rendezvous.get(0, signal);
        const offer = decodeOffer(offerText);
        const { sid, signingKey } = this.#parts.context.membership;
        const own = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
        const answer = { signingKey: signingKey.publicKey, nonce: own };
        await this.#rendezvous.put(1, encodeAnswer(answer), signal);
        const theirs = decodeNonce(await this.#rendezvous.get(2, signal));
        const shown = await handoverCommitment(sid, offer, theirs);
        if (!equalBytes(shown, offer.commitment)) {
          throw new FormatError("hand-over: another nonce than was committed to");
        }
        const emoji = await handoverEmoji({
          sid,
          old: signingKey.publicKey,
          offer: await sha256(offerText),
          oldNonce: own,
          newNonce: theirs,
        });
        this.#request = this.#requestOf(offer, emoji);
        this.#events.emit("request", this.#request);
      });
    } catch (error) {
      this.#reject(asFailure(error));
    }
  }

  #requestOf(offer: HandoverOffer, emoji: HandoverRequest["emoji"]): HandoverRequest {
    let decision: Promise<void> | undefined;
    return {
      device: offer.device,
      emoji,
      confirm: ({ signal } = {}) => abortable((decision ??= this.#confirm(offer)), signal),
      refuse: () => (decision ??= this.#refuse()),
    };
  }

  async #refuse(): Promise<void> {
    await this.#run((signal) => this.#rendezvous.put(3, encodeGift(null), signal));
    this.#reject(new BrokerError("handover_refused", "this device has refused"));
  }

  async #confirm(offer: HandoverOffer): Promise<void> {
    const { connection } = this.#parts;
    try {
      await this.#run(async (signal) => {
        await abortable(this.#parts.flush(), signal);
        // From here on the broker may not know this device any more, and only that is asked for.
        connection.disconnect();
        await this.#give(offer, signal);
        await this.#untilMoved(signal);
      });
      connection.close(MOVED.reason, MOVED.message);
      this.#resolve();
    } catch (error) {
      connection.connect();
      this.#reject(asFailure(error));
      throw error;
    }
  }

  async #give(offer: HandoverOffer, signal: AbortSignal): Promise<void> {
    const { context } = this.#parts;
    const { sid, mid, signingKey } = context.membership;
    const request = { method: "POST", path: "/moves/challenge", body: {}, signal } as const;
    const challenge = await context.access.call(request, (answer) => readString(answer.challenge));
    const keys = { signingKey: offer.signingKey, wrapKey: offer.wrapKey };
    const claim = { sid, mid, ...keys, origin: context.origin, challenge };
    const place = { sid, from: signingKey.publicKey, recipient: keys };
    const gift = {
      move: await writeMove({ type: "move", ...claim }, signingKey),
      belongings: await sealBelongings(place, this.#belongings()),
    };
    await this.#rendezvous.put(3, encodeGift(gift), signal);
  }

  #belongings(): Belongings {
    const { context } = this.#parts;
    const { people } = this.#parts.follower;
    const { via, mid } = context.membership;
    const [first] = people.roster.members();
    const self = people.roster.member(mid);
    if (first === undefined || self === undefined) {
      throw new BrokerError("handover_failed", "this device has not read who is in");
    }
    const { epochKeys } = people;
    return { via, hostKey: first.signingKey, ...this.#parts.names(), role: self.role, epochKeys };
  }

  /** The log says so, or the broker does not know this device any more: nobody else can move it. */
  async #untilMoved(signal: AbortSignal): Promise<void> {
    const { context } = this.#parts;
    const { people } = this.#parts.follower;
    while (people.roster.member(context.membership.mid)?.standing !== "removed") {
      if (context.clock() >= this.expiresAt.getTime()) {
        throw new BrokerError("handover_expired", "the other device did not come");
      }
      try {
        await people.refresh(signal, WAIT_SECONDS);
      } catch (error) {
        if (error instanceof BrokerError && error.code === "not_found") {
          return;
        }
        if (!(error instanceof BrokerError) || !error.retryable) {
          throw error;
        }
        await pause(1_000, signal);
      }
    }
  }

  /** Until it is cancelled, or the session is closed. */
  #run<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#parts.connection.run(this.#ending.signal, task);
  }
}

/** What somebody left there who does not keep to the rules is no reason that helps anybody. */
function asFailure(error: unknown): unknown {
  return error instanceof FormatError || error instanceof OpenError
    ? new BrokerError("handover_failed", "the other device does not keep to the rules", {
        cause: error,
      })
    : error;
}
