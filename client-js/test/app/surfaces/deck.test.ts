import { expect, test } from "vitest";

import { type Span, slidesOf } from "../../../app/surfaces/slides/deck.js";

const plain = (text: string): readonly Span[] => [{ look: "plain", text }];

test("a text without dashes is one slide, also an empty one", () => {
  expect(slidesOf("")).toEqual([[]]);
  expect(slidesOf("one\ntwo\n\nthree")).toEqual([
    [
      { type: "paragraph", spans: plain("one\ntwo") },
      { type: "paragraph", spans: plain("three") },
    ],
  ]);
});

test("lines of dashes part slides; dashes within a line do not", () => {
  const slides = slidesOf("# A\r\n---\r\na --- b\n-----  \n\n---\nlast");
  expect(slides).toHaveLength(4);
  expect(slides[0]).toEqual([{ type: "heading", level: 1, spans: plain("A") }]);
  expect(slides[1]).toEqual([{ type: "paragraph", spans: plain("a --- b") }]);
  expect(slides[2]).toEqual([]);
});

test("headings, lists, code and emphasis are told apart", () => {
  const [slide] = slidesOf(
    "# Why\n## Now\n- **one** of\n* two\nthen *so* `x < y`\n```\n# raw\n- raw",
  );
  expect(slide).toEqual([
    { type: "heading", level: 1, spans: plain("Why") },
    { type: "heading", level: 2, spans: plain("Now") },
    { type: "list", items: [[{ look: "strong", text: "one" }, ...plain(" of")], plain("two")] },
    {
      type: "paragraph",
      spans: [
        ...plain("then "),
        { look: "emphasis", text: "so" },
        ...plain(" "),
        { look: "code", text: "x < y" },
      ],
    },
    { type: "code", text: "# raw\n- raw" },
  ]);
});

test("marks that are never closed are text, and markup stays text", () => {
  const [slide] = slidesOf("**open <b>bold</b> *");
  expect(slide).toEqual([{ type: "paragraph", spans: plain("**open <b>bold</b> *") }]);
});
