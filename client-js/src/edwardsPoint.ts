// Points of edwards25519, for checks of what is public: the time that they take depends on the bytes.
// RFC 8032 §5.1.

/** In extended coordinates: x = X / Z, y = Y / Z, x y = T / Z. */
interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
  readonly T: bigint;
}

const P = 2n ** 255n - 19n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const ROOT_OF_MINUS_1 =
  19681161376707505956807079304988542015446066515923890162744021073123829784752n;
const IDENTITY: Point = { X: 0n, Y: 1n, Z: 1n, T: 0n };

/** The order of the base point: L. */
export const BASE_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** Whether the bytes are the canonical encoding of a point of prime order. */
export function isPrimeOrderPoint(bytes: Uint8Array): boolean {
  const point = bytes.length === 32 ? decode(bytes) : null;
  return point !== null && !isIdentity(point) && isIdentity(timesBaseOrder(point));
}

/** The little-endian number in the bytes. */
export function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((total, byte) => (total << 8n) | BigInt(byte), 0n);
}

/**
 * The point or its negative: both have the same order, and the two points with x = 0, of which a sign
 * would be wrong, have no prime order.
 */
function decode(bytes: Uint8Array): Point | null {
  const Y = BigInt.asUintN(255, littleEndian(bytes));
  if (Y >= P) {
    return null;
  }
  const u = mod(Y * Y - 1n);
  const v = mod(D * Y * Y + 1n);
  const X = squareRootOf(u, v);
  return X === null ? null : { X, Y, Z: 1n, T: mod(X * Y) };
}

/** Of u / v. RFC 8032 §5.1.3. */
function squareRootOf(u: bigint, v: bigint): bigint | null {
  const v3 = mod(v * v * v);
  const uv7 = mod(u * mod(v3 * v3 * v));
  const power = mod(squared(ones(uv7, 250), 2) * uv7); // (p - 5) / 8 = 2^252 - 3
  const root = mod(mod(u * v3) * power);
  const square = mod(v * mod(root * root));
  if (square === u) {
    return root;
  }
  return square === mod(-u) ? mod(root * ROOT_OF_MINUS_1) : null;
}

function timesBaseOrder(point: Point): Point {
  let product = IDENTITY;
  for (const bit of BASE_ORDER.toString(2)) {
    product = twice(product);
    product = bit === "1" ? sum(product, point) : product;
  }
  return product;
}

/** Complete: for every two points, also equal ones. RFC 8032 §5.1.4. */
function sum(one: Point, other: Point): Point {
  const a = mod((one.Y - one.X) * (other.Y - other.X));
  const b = mod((one.Y + one.X) * (other.Y + other.X));
  const c = mod(2n * D * mod(one.T * other.T));
  const d = 2n * one.Z * other.Z;
  const [e, f, g, h] = [b - a, mod(d - c), mod(d + c), b + a];
  return { X: mod(e * f), Y: mod(g * h), Z: mod(f * g), T: mod(e * h) };
}

/** RFC 8032 §5.1.4. */
function twice({ X, Y, Z }: Point): Point {
  const a = mod(X * X);
  const b = mod(Y * Y);
  const h = a + b;
  const e = h - mod((X + Y) ** 2n);
  const g = a - b;
  const f = mod(2n * Z * Z) + g;
  return { X: mod(e * f), Y: mod(g * h), Z: mod(f * g), T: mod(e * h) };
}

function isIdentity({ X, Y, Z }: Point): boolean {
  return X === 0n && Y === Z;
}

/** The base to the power of as many ones in binary. */
function ones(base: bigint, count: number): bigint {
  if (count === 1) {
    return base;
  }
  const half = ones(base, count >> 1);
  const even = mod(squared(half, count >> 1) * half);
  return count % 2 === 0 ? even : mod(mod(even * even) * base);
}

function squared(base: bigint, times: number): bigint {
  let result = base;
  for (let done = 0; done < times; done++) {
    result = mod(result * result);
  }
  return result;
}

/** From 0 to P - 1. */
function mod(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}
