import { BOARD_SIZE, NOTE_SIZE, type Note } from "./noteBook.js";
import { pathOf, type Stroke } from "./sketch.js";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * What is drawn on the board, over the beginnings of its notes: an SVG that stands in a Markdown text,
 * so without an empty line.
 */
export function boardPicture(notes: readonly Note[], strokes: readonly Stroke[]): string {
  const { x: width, y: height } = BOARD_SIZE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${text(width)} ${text(height)}">`,
    `<rect width="${text(width)}" height="${text(height)}" fill="#ffffff"/>`,
    ...notes.map(noteOf),
    ...strokes.map(({ points }) => lineOf(pathOf(points))),
    "</svg>\n",
  ].join("\n");
}

/** An SVG of its own cuts off what does not fit. */
function noteOf({ place: { x, y }, text: written }: Note): string {
  const [width, height] = [text(NOTE_SIZE.x), text(NOTE_SIZE.y)];
  const [first = ""] = written.trim().split("\n");
  return [
    `<svg x="${text(x)}" y="${text(y)}" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="#fff4c2" stroke="#767676"/>`,
    `<text x="12" y="28" font-family="sans-serif" font-size="14">${escaped(first)}</text>`,
    "</svg>",
  ].join("\n");
}

function lineOf(path: string): string {
  const pen = 'fill="none" stroke="#0b5bd3" stroke-width="4" stroke-linecap="round"';
  return `<path d="${path}" ${pen}/>`;
}

function escaped(written: string): string {
  return written.replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? "");
}

function text(value: number): string {
  return String(value);
}
