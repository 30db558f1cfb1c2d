import encodeQR from "qr";

const QUIET_ZONE = 4;

/** A QR code as a drawing: `path` is of SVG and covers the dark modules of `size` by `size`. */
export interface QrShape {
  readonly size: number;
  readonly path: string;
}

/** The text as QR code of level M, with the quiet zone of 4 modules. */
export function qrShape(text: string): QrShape {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
  const dark = rows.map((row, y) => runs(row).map(([x, length]) => bar(x, y, length)));
  return { size: rows.length, path: dark.flat().join("") };
}

/** The same as an SVG document that is black on white in every theme. */
export function qrSvg(text: string): string {
  const { size: side, path } = qrShape(text);
  const size = String(side);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" ` +
    `shape-rendering="crispEdges" style="forced-color-adjust:none">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/>` +
    `<path fill="#000" d="${path}"/></svg>`
  );
}

/** Start and length of each run of dark modules. */
function runs(row: readonly boolean[]): readonly (readonly [start: number, length: number])[] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (dark && last !== undefined && last[0] + last[1] === x) {
      last[1]++;
    } else if (dark) {
      found.push([x, 1]);
    }
  });
  return found;
}

function bar(x: number, y: number, length: number): string {
  return `M${String(x)} ${String(y)}h${String(length)}v1h-${String(length)}z`;
}
