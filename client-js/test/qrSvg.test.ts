import decodeQR from "qr/decode.js";
import { expect, it } from "vitest";

import { qrSvg } from "../src/qrSvg.js";

const LINK = `https://app.example/j#1.${"A".repeat(27)}.${"B".repeat(22)}.CCCC`;

/** Draws the two paths, one pixel per module, as a browser fills them. */
function draw(svg: string): { data: Uint8Array; width: number; height: number } {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const data = new Uint8Array(size * size * 4).fill(255);
  const [, dark = ""] = /fill="#000" d="([^"]+)"/.exec(svg) ?? [];
  for (const [, x, y, length] of dark.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    const start = (Number(y) * size + Number(x)) * 4;
    for (let at = start; at < start + Number(length) * 4; at += 4) {
      data.fill(0, at, at + 3);
    }
  }
  return { data, width: size, height: size };
}

it("draws a code that reads as the link", () => {
  expect(decodeQR(enlarged(draw(qrSvg(LINK)), 4))).toBe(LINK);
});

it("is black on white, with a quiet zone of four modules, small enough for a screen", () => {
  const svg = qrSvg(LINK);
  const { data, width } = draw(svg);
  expect(width).toBeLessThanOrEqual(17 + 4 * 8 + 2 * 4);
  expect(svg).toContain(`<path fill="#fff" d="M0 0h${String(width)}v${String(width)}H0z"/>`);
  const dark = (x: number, y: number): boolean => data[(y * width + x) * 4] === 0;
  for (let x = 0; x < width; x++) {
    for (const y of [0, 1, 2, 3, width - 1]) {
      expect(dark(x, y) || dark(y, x)).toBe(false);
    }
  }
  expect(dark(4, 4)).toBe(true);
});

function enlarged(
  image: { data: Uint8Array; width: number; height: number },
  factor: number,
): { data: Uint8Array; width: number; height: number } {
  const width = image.width * factor;
  const data = new Uint8Array(width * width * 4);
  for (let i = 0; i < width * width; i++) {
    const x = Math.floor((i % width) / factor);
    const y = Math.floor(i / width / factor);
    const from = (y * image.width + x) * 4;
    data.set(image.data.subarray(from, from + 4), i * 4);
  }
  return { data, width, height: width };
}
