/** A piece of text in one look. */
export interface Span {
  readonly look: "plain" | "strong" | "emphasis" | "code";
  readonly text: string;
}

export type Block =
  | { readonly type: "heading"; readonly level: 1 | 2; readonly spans: readonly Span[] }
  | { readonly type: "paragraph"; readonly spans: readonly Span[] }
  | { readonly type: "list"; readonly items: readonly (readonly Span[])[] }
  | { readonly type: "code"; readonly text: string };

export type Slide = readonly Block[];

const MOST_SLIDES = 300;
const BETWEEN = /^---+[ \t]*$/m;
const FENCE = "```";
const HEADING = /^(#{1,2})[ \t]+(.+)$/;
const ITEM = /^[-*][ \t]+(.+)$/;
const MARKED = /\*\*([^*]+)\*\*|\*(?!\s)([^*]+)(?<!\s)\*|`([^`]+)`/g;

/**
 * The slides of a text, at least one: they are parted by lines of three dashes, and written in the
 * part of Markdown that one remembers: # and ## headings, - lists, **strong**, *emphasis*, `code` and
 * fences of three backticks.
 */
export function slidesOf(text: string): readonly Slide[] {
  return text.replaceAll("\r\n", "\n").split(BETWEEN).slice(0, MOST_SLIDES).map(slideOf);
}

function slideOf(text: string): Slide {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [, marks, title] = HEADING.exec(line) ?? [];
    if (line.startsWith(FENCE)) {
      const end = lines.findIndex((it, i) => i > at && it.startsWith(FENCE));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ type: "code", text: lines.slice(at + 1, stop).join("\n") });
      at = stop;
    } else if (marks !== undefined && title !== undefined) {
      blocks.push({ type: "heading", level: marks.length === 1 ? 1 : 2, spans: spansOf(title) });
    } else if (ITEM.test(line)) {
      const items = following(lines, at, (it) => ITEM.test(it));
      const texts = items.map((it) => ITEM.exec(it)?.[1] ?? "");
      blocks.push({ type: "list", items: texts.map(spansOf) });
      at += items.length - 1;
    } else if (line.trim() !== "") {
      const together = following(lines, at, (it) => it.trim() !== "" && !begins(it));
      blocks.push({ type: "paragraph", spans: spansOf(together.join("\n")) });
      at += together.length - 1;
    }
  }
  return blocks;
}

/** The lines from `at` on that are like that. */
function following(
  lines: readonly string[],
  at: number,
  isLike: (line: string) => boolean,
): readonly string[] {
  const end = lines.findIndex((line, i) => i >= at && !isLike(line));
  return lines.slice(at, end < 0 ? lines.length : end);
}

function begins(line: string): boolean {
  return line.startsWith(FENCE) || HEADING.test(line) || ITEM.test(line);
}

function spansOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let last = 0;
  for (const match of text.matchAll(MARKED)) {
    const [whole, strong, emphasis, code] = match;
    spans.push({ look: "plain", text: text.slice(last, match.index) });
    spans.push(
      strong !== undefined
        ? { look: "strong", text: strong }
        : emphasis !== undefined
          ? { look: "emphasis", text: emphasis }
          : { look: "code", text: code ?? "" },
    );
    last = match.index + whole.length;
  }
  spans.push({ look: "plain", text: text.slice(last) });
  return spans.filter((span) => span.text !== "");
}
