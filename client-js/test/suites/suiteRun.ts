/** What a public suite says of our code. */
export interface SuiteReport {
  /** How many cases ran. */
  readonly ran: number;
  /** Those of them that we refuse though the suite lets them pass, by the rule of ours. */
  readonly stricter: Readonly<Record<string, number>>;
  /** How many cases are about something that we do not have, by its name. */
  readonly outOfProfile: Readonly<Record<string, number>>;
  /** The cases in which we are wrong. */
  readonly wrong: readonly string[];
}

/** One line about a suite, for whoever reads the log. */
export function summary(title: string, { ran, stricter, outOfProfile }: SuiteReport): string {
  const counts = (what: string, of: Readonly<Record<string, number>>): string => {
    const total = Object.values(of).reduce((sum, count) => sum + count, 0);
    const each = Object.entries(of).map(([name, count]) => `${String(count)} ${name}`);
    return total === 0 ? "" : `, ${String(total)} ${what} (${each.join(", ")})`;
  };
  const refused = counts("of them refused by a stricter rule", stricter);
  return `${title}: ${String(ran)} ran${refused}${counts("out of profile", outOfProfile)}`;
}

/** Counts what becomes of each case of a suite. */
export class SuiteRun {
  #ran = 0;
  readonly #stricter: Record<string, number> = {};
  readonly #outOfProfile: Record<string, number> = {};
  readonly #wrong: string[] = [];

  check(name: string, isRight: boolean): void {
    this.#ran++;
    if (!isRight) {
      this.#wrong.push(name);
    }
  }

  /** A case that passes elsewhere, and that `rule` of ours has to refuse. */
  checkStricter(name: string, rule: string, isRefused: boolean): void {
    this.check(name, isRefused);
    add(this.#stricter, rule);
  }

  leaveOut(what: string): void {
    add(this.#outOfProfile, what);
  }

  report(): SuiteReport {
    return {
      ran: this.#ran,
      stricter: this.#stricter,
      outOfProfile: this.#outOfProfile,
      wrong: this.#wrong,
    };
  }
}

/** The value, or what `otherwise` is, if it throws or rejects. */
export async function attempt<T, E>(act: () => T | Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await act();
  } catch {
    return otherwise;
  }
}

function add(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
