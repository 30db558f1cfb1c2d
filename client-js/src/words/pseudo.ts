const PAIRS =
  "aàbƀcçdđeéfƒgğhĥiîjĵkķlļmɱnñoöpþqǫrŕsštţuûvṽwŵxẋyýzž" +
  "AÀBƁCÇDĐEÉFƑGĞHĤIÎJĴKĶLĻMṀNÑOÖPÞQǪRŔSŠTŢUÛVṼWŴXẊYÝZŽ";

const ACCENTED: ReadonlyMap<string, string> = new Map(
  (PAIRS.match(/../g) ?? []).map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** What stands between these two came from the caller, and stays as it is. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const GIVEN = /\uE000([^\uE001]*)\uE001/g;

const made = new WeakMap<object, object>();

/** The same words with an accent on every letter, longer by two fifths, in brackets. */
export function pseudo<W extends object>(words: W): W {
  const known = made.get(words);
  if (known !== undefined) {
    return known as W;
  }
  const fresh = Object.fromEntries(
    Object.entries(words).map(([key, value]) => [key, changed(value)]),
  );
  made.set(words, fresh);
  return fresh as W;
}

function changed(value: unknown): unknown {
  if (typeof value === "string") {
    return value === "" ? "" : `[${accented(value)}${padding(value)}]`;
  }
  if (typeof value === "function") {
    const words = value as (...given: unknown[]) => unknown;
    return (...given: unknown[]) => result(words(...given.map(marked)));
  }
  if (Array.isArray(value)) {
    return value.map(changed);
  }
  return typeof value === "object" && value !== null ? pseudo(value) : value;
}

function marked(given: unknown): unknown {
  if (typeof given === "function") {
    const show = given as (...words: unknown[]) => unknown;
    return (...words: unknown[]) => show(...words.map(changed));
  }
  return typeof given === "string" ? `${OPEN}${given}${CLOSE}` : given;
}

/** What a function of a catalogue gives: text, or a sentence around what the caller shows. */
function result(value: unknown): unknown {
  if (!Array.isArray(value)) {
    return changed(value);
  }
  const parts = value as readonly unknown[];
  const own = parts.filter((part) => typeof part === "string").join("");
  return [
    "[",
    ...parts.map((part) => (typeof part === "string" ? accented(part) : part)),
    `${padding(own)}]`,
  ];
}

function accented(text: string): string {
  const outside = (own: string): string => own.replace(/[A-Za-z]/g, (it) => ACCENTED.get(it) ?? it);
  let last = 0;
  let changedText = "";
  for (const match of text.matchAll(GIVEN)) {
    changedText += `${outside(text.slice(last, match.index))}${match[1] ?? ""}`;
    last = match.index + match[0].length;
  }
  return changedText + outside(text.slice(last));
}

/** Words of four characters, so that lines break as they would. */
function padding(own: string): string {
  return " ~~~".repeat(Math.ceil((own.replace(GIVEN, "").length * 0.4) / 4));
}
