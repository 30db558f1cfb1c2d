/** Well below what a frame holds, so that merging never makes too large what was small enough. */
const MOST_BYTES = 128 * 1024;

/** The updates in their order, in runs that are small enough for one entry if each update is. */
export function batches(updates: readonly Uint8Array[]): Uint8Array[][] {
  const runs: Uint8Array[][] = [];
  let bytes = Infinity;
  for (const update of updates) {
    bytes += update.length;
    if (bytes > MOST_BYTES) {
      runs.push([]);
      bytes = update.length;
    }
    runs.at(-1)?.push(update);
  }
  return runs;
}
