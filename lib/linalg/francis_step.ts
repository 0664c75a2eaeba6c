/** The block of a Hessenberg matrix that a step works on, both ends included; at least 3 × 3. */
export interface Block {
  low: number;
  high: number;
  /** whether to take a shift out of the ordinary, to break a cycle */
  exceptional: boolean;
}

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
 * A reflection brings in the first column of (H − σ₁ I)(H − σ₂ I), σ being the
 * eigenvalues of the lowest 2 × 2 corner; others chase the bulge it makes down
 * the diagonal. J. G. F. Francis, 1961; Golub & Van Loan, *Matrix
 * Computations*, algorithm 7.5.1.
 */
export function francisStep(H: Float64Array, n: number, block: Block): void {
  const { low, high } = block;
  let [x, y, z] = firstColumn(H, n, block);
  for (let k = low; k < high; k++) {
    const three = k < high - 1;
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length > 0) {
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

/** The first column of (H − σ₁ I)(H − σ₂ I), over its own subdiagonal entry. */
function firstColumn(
  H: Float64Array,
  n: number,
  { low, high, exceptional }: Block,
): [number, number, number] {
  const at = low * (n + 1), end = high * (n + 1);
  let sum = H[end] + H[end - n - 1];
  let product = H[end] * H[end - n - 1] - H[end - 1] * H[end - n];
  if (exceptional) {
    const size = Math.abs(H[end - 1]) + Math.abs(H[end - n - 2]);
    sum = 1.5 * size;
    product = size * size;
  }
  const first = H[at];
  return [
    (first * first - sum * first + product) / H[at + n] + H[at + 1],
    first + H[at + n + 1] - sum,
    H[at + 2 * n + 1],
  ];
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
