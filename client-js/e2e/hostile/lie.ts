/** A request as it reached the broker. */
export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
  /** The member whose access token came with it. */
  readonly member: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export type Ask = (asked: Asked) => Promise<Answer>;

type Retelling<T> = (truth: readonly string[]) => readonly T[] | Promise<readonly T[]>;

/** One way in which a broker can deceive. Whatever it says nothing of is told as it is. */
export interface Lie {
  /** The statement log, entry by entry, as members are told it. */
  readonly log?: Retelling<string>;
  /**
   * Channel 0, frame by frame from sequence number 1 on, as members are told it. One that is
   * undefined has its number and is kept back.
   */
  readonly channel?: Retelling<string | undefined>;
  /** The answer to any call; `ask` asks the honest broker. */
  readonly answer?: (asked: Asked, ask: Ask) => Promise<Answer>;
}

export const HONEST: Lie = {};

export type Json = Readonly<Record<string, unknown>>;

export function readJson({ body }: Pick<Answer, "body">): Json {
  return JSON.parse(body) as Json;
}

export function isCall(asked: Asked, method: string, path: RegExp): boolean {
  return asked.method === method && path.test(asked.path);
}

/** A lie in the answers to one call: the members of the answer that are other than the truth. */
export function inAnswersTo(
  method: string,
  path: RegExp,
  lie: (truth: Json) => Json | Promise<Json>,
): Required<Pick<Lie, "answer">> {
  return {
    answer: async (asked, ask) => {
      const answer = await ask(asked);
      if (!isCall(asked, method, path) || answer.status >= 300) {
        return answer;
      }
      const truth = readJson(answer);
      return { ...answer, body: JSON.stringify({ ...truth, ...(await lie(truth)) }) };
    },
  };
}

/** An answer that no honest broker had a part in. */
export function madeUp(status: number, body: Json): Answer {
  const headers = new Headers({ "Content-Type": "application/json; charset=utf-8" });
  return { status, headers, body: JSON.stringify(body) };
}
