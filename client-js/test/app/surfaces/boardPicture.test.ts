import { expect, test } from "vitest";

import { boardPicture } from "../../../app/surfaces/board/boardPicture.js";

const NOTE = { id: "n", by: "ana", at: 1, place: { x: 10, y: 20 }, paper: 0 };

test("what people wrote on a board is no markup in its picture, and ends no block of Markdown", () => {
  const hostile = { ...NOTE, text: "</text><script>x</script>&amp;\n\nmore" };
  const points = [
    { x: 1, y: 2 },
    { x: 30, y: 40 },
  ];
  const picture = boardPicture([hostile], [{ by: "ana", points }]);
  expect(picture).toContain('<path d="M1 2L30 40"');
  expect(picture).toContain(">&lt;/text&gt;&lt;script&gt;x&lt;/script&gt;&amp;amp;</text>");
  expect(picture).not.toMatch(/<script|\n\n/);
});
