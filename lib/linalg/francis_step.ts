import { negligible } from "./hessenberg.ts";

/** The block of a Hessenberg matrix that a step works on, both ends included; at least 3 × 3. */
export interface Block {
  low: number;
  high: number;
  /** whether to take a shift out of the ordinary, to break a cycle */
  exceptional: boolean;
}

const ε = Number.EPSILON;

/** P = I − v vᵀ / h with v = (v0, v1, v2); v2 is zero where P is only 2 × 2. */
interface Reflection {
  v0: number;
  v1: number;
  v2: number;
  h: number;
}

/**
 * One step of the implicit double-shift QR iteration on rows and columns low …
 * high of the n × n Hessenberg matrix H, kept by rows, in place. The rest of H,
 * which the eigenvalues of the block do not depend on, is left as it is.
 *
 * A reflection brings in the first column of (H − σ₁ I)(H − σ₂ I) for two
 * shifts σ; others chase the bulge it makes down the diagonal. J. G. F. Francis,
 * 1961; Golub & Van Loan, *Matrix Computations*, algorithm 7.5.1.
 */
export function francisStep(H: Float64Array, n: number, block: Block): void {
  const { low, high } = block;
  let { top, x, y, z } = bulgeOf(H, n, block);
  for (let k = top; k < high; k++) {
    const three = k < high - 1;
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length > negligible) {
      // takes (x, y, z) to (r, 0, 0), with the sign that cancels nothing
      const r = x > 0 ? -length : length;
      const P = { v0: x - r, v1: y, v2: z, h: r * (r - x) };
      const left = Math.max(low, k - 1), bottom = Math.min(k + 3, high);
      reflectRows(H, P, { start: k * n + left, stop: k * n + high, n });
      reflectColumns(H, P, { start: low * n + k, stop: bottom * n + k, n });
    }
    if (k > low) clearBulge(H, k * n + k - 1, { n, three });
    if (!three) break;
    x = H[(k + 1) * n + k];
    y = H[(k + 2) * n + k];
    z = k < high - 2 ? H[(k + 3) * n + k] : 0;
  }
}

/** Where the bulge begins, and what its first reflection takes to a multiple of (1, 0, 0). */
interface Bulge {
  top: number;
  x: number;
  y: number;
  z: number;
}

/**
 * The first column of (H − σ₁ I)(H − σ₂ I), over its own subdiagonal entry, for
 * the lowest part of the block that can be treated as if it stood alone: a
 * bulge that had to pass two small subdiagonal entries in a row would lose its
 * shifts there.
 */
function bulgeOf(H: Float64Array, n: number, block: Block): Bulge {
  const { origin, sum, product } = shiftsOf(H, n, block);
  for (let top = block.high - 2;; top--) {
    const at = top * (n + 1);
    const a = H[at] - origin, b = H[at + n + 1] - origin;
    const x = (a * (a - sum) + product) / H[at + n] + H[at + 1];
    const y = a + b - sum, z = H[at + 2 * n + 1];
    if (top === block.low) return { top, x, y, z };
    const spill = Math.abs(H[at - 1]) * (Math.abs(y) + Math.abs(z));
    const around = Math.abs(H[at - n - 1]) + Math.abs(H[at]) +
      Math.abs(H[at + n + 1]);
    if (spill <= ε * Math.abs(x) * around) return { top, x, y, z };
  }
}

/**
 * Sum and product of the shifts, both told from the last diagonal entry, lest
 * digits cancel. They are the eigenvalues of the lowest 2 × 2 corner if those
 * are a conjugate pair, else twice the nearer one: two that belong to different
 * parts of the spectrum can turn for ever.
 */
function shiftsOf(
  H: Float64Array,
  n: number,
  { high, exceptional }: Block,
): { origin: number; sum: number; product: number } {
  const at = high * (n + 1), origin = H[at];
  const a = H[at - n - 1] - origin, b = H[at - n], c = H[at - 1];
  if (exceptional) {
    const size = Math.abs(c) + Math.abs(H[at - n - 2]);
    return { origin, sum: 1.5 * size, product: size * size };
  }
  const discriminant = a * a / 4 + b * c;
  if (discriminant < 0) return { origin, sum: a, product: -b * c };
  const farther = a / 2 + Math.sign(a || 1) * Math.sqrt(discriminant);
  const nearer = farther === 0 ? 0 : -b * c / farther;
  return { origin, sum: 2 * nearer, product: nearer * nearer };
}

/** Where a reflection works: entries start … stop of its first row or column. */
interface Stretch {
  start: number;
  stop: number;
  n: number;
}

/** P H, on the three rows whose first is given. */
function reflectRows(
  H: Float64Array,
  { v0, v1, v2, h }: Reflection,
  { start, stop, n }: Stretch,
): void {
  for (let at = start; at <= stop; at++) {
    const third = v2 === 0 ? 0 : v2 * H[at + 2 * n];
    const c = (v0 * H[at] + v1 * H[at + n] + third) / h;
    H[at] -= c * v0;
    H[at + n] -= c * v1;
    if (v2 !== 0) H[at + 2 * n] -= c * v2;
  }
}

/** H P, on the three columns whose first is given. */
function reflectColumns(
  H: Float64Array,
  { v0, v1, v2, h }: Reflection,
  { start, stop, n }: Stretch,
): void {
  for (let at = start; at <= stop; at += n) {
    const third = v2 === 0 ? 0 : v2 * H[at + 2];
    const c = (v0 * H[at] + v1 * H[at + 1] + third) / h;
    H[at] -= c * v0;
    H[at + 1] -= c * v1;
    if (v2 !== 0) H[at + 2] -= c * v2;
  }
}

/** Clears what rounding leaves below the subdiagonal entry at `at`. */
function clearBulge(
  H: Float64Array,
  at: number,
  { n, three }: { n: number; three: boolean },
): void {
  H[at + n] = 0;
  if (three) H[at + 2 * n] = 0;
}
