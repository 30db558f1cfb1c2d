/** A sentence around what stands in it: text, and whatever the caller shows in its places. */
export type Said<T> = readonly (string | T)[];

/**
 * A sentence of a catalogue: ``say`${host} invites ${guest}` ``. What is put in may be text, another
 * sentence, or markup of the caller’s, which a Lit template shows as it is.
 */
export function say<T>(
  texts: TemplateStringsArray,
  ...parts: readonly (string | T | Said<T>)[]
): Said<T> {
  return texts
    .flatMap((text, i): Said<T> => {
      const part = parts[i] ?? "";
      return isSaid(part) ? [text, ...part] : [text, part];
    })
    .filter((part) => part !== "");
}

function isSaid<T>(part: string | T | Said<T>): part is Said<T> {
  return Array.isArray(part);
}
