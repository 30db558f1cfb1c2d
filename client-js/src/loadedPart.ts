import { BrokerError } from "./errors.js";

/**
 * A part of this library that is fetched when it is first used; in one file with the rest, it is
 * there already. Rejects with code `not_loaded`.
 */
export async function loadedPart<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (cause) {
    throw new BrokerError("not_loaded", "a part of the library could not be fetched", { cause });
  }
}
