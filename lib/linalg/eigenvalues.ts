import { allFinite, type Matrix, requireShape, scale } from "./matrix.ts";
import { largest } from "./norms.ts";

/** Eigenvalues λ_k = `real[k]` + i `imaginary[k]`; of a conjugate pair the upper comes first. */
export interface Eigenvalues {
  real: Float64Array;
  imaginary: Float64Array;
}

const ε = Number.EPSILON;
/** Beside 1, what counts as nothing: far below rounding, with a square that has all its digits. */
const negligible = 1e-100;
/** After so many steps that split nothing off, one takes an exceptional shift. */
const exceptionalPeriod = 10;
/** After so many steps, rounding alone moves what is left to split. */
const enoughSteps = 25;

/**
 * A finder of the eigenvalues of real n × n matrices, with memory of its own, for
 * loops whose stability is watched at every example: it is many times faster than
 * `eigenpairs`, which finds the eigenvectors as well.
 *
 * Double-shift QR on the Hessenberg form, split wherever a subdiagonal entry
 * falls below ε times its neighbours on the diagonal. What it finds are the
 * eigenvalues of a matrix within a few ε ‖A‖ of A. Golub & Van Loan, *Matrix
 * Computations*, algorithm 7.5.2.
 *
 * The finder returns the same two arrays every time. It throws a RangeError if
 * the matrix is not n × n, or not finite.
 */
export function createEigenvalues(n: number): (A: Matrix) => Eigenvalues {
  const H = new Float64Array(n * n), work = new Float64Array(n);
  const found = { real: new Float64Array(n), imaginary: new Float64Array(n) };
  return (A) => {
    requireShape("find eigenvalues", A, { rows: n, columns: n });
    if (!allFinite(A.data)) {
      throw new RangeError("Cannot find eigenvalues: the matrix is not finite");
    }
    const size = largest(A.data);
    for (let i = 0; i < H.length; i++) H[i] = A.data[i] / (size || 1);
    hessenberg(H, n, work);
    for (let high = n - 1, steps = 0; high >= 0;) {
      const low = splitBelow(H, n, { high, steps });
      if (low < high - 1) {
        steps++;
        const exceptional = steps % exceptionalPeriod === 0;
        francisStep(H, n, { low, high, exceptional });
        continue;
      }
      if (low < high) storePair(found, low, { H, n });
      else {
        found.real[high] = H[high * (n + 1)];
        found.imaginary[high] = 0;
      }
      high = low - 1;
      steps = 0;
    }
    scale({ data: found.real }, size);
    scale({ data: found.imaginary }, size);
    return found;
  };
}

/**
 * Where the unsplit block that ends at row `high` begins. Where eigenvalues meet
 * many times over, steps only stir their rounding errors: the tolerance then grows
 * until something splits.
 */
function splitBelow(
  H: Float64Array,
  n: number,
  { high, steps }: { high: number; steps: number },
): number {
  const slack = steps < enoughSteps
    ? negligible
    : ε * 2 ** (steps - enoughSteps);
  let low = high;
  for (; low > 0; low--) {
    const at = low * (n + 1);
    const neighbours = Math.abs(H[at]) + Math.abs(H[at - n - 1]);
    if (Math.abs(H[at - 1]) <= ε * neighbours + slack) break;
  }
  return low;
}

/** The eigenvalues of the 2 × 2 block at k: d + p ± √(p² + b c), p = (a − d) / 2. */
function storePair(
  { real, imaginary }: Eigenvalues,
  k: number,
  { H, n }: { H: Float64Array; n: number },
): void {
  const at = k * (n + 1);
  const a = H[at], b = H[at + 1], c = H[at + n], d = H[at + n + 1];
  const p = (a - d) / 2, discriminant = p * p + b * c;
  if (discriminant >= 0) {
    // the larger step first: no cancellation, and the other follows by division
    const z = p + Math.sign(p || 1) * Math.sqrt(discriminant);
    real[k] = d + z;
    real[k + 1] = z === 0 ? d : d - b * c / z;
    imaginary[k] = imaginary[k + 1] = 0;
  } else {
    real[k] = real[k + 1] = d + p;
    imaginary[k] = Math.sqrt(-discriminant);
    imaginary[k + 1] = -imaginary[k];
  }
}

/**
 * Brings the n × n matrix H, kept by rows, to Hessenberg form, in place: zeros
 * below the first subdiagonal, the same eigenvalues. The largest number in H must
 * be 1; `v` is room for n numbers.
 *
 * Householder's reflections from both sides, column by column; Golub & Van
 * Loan, algorithm 7.4.2.
 */
export function hessenberg(H: Float64Array, n: number, v: Float64Array): void {
  for (let k = 0; k < n - 2; k++) {
    const first = H[(k + 1) * n + k];
    let below = 0;
    for (let i = k + 2; i < n; i++) {
      v[i] = H[i * n + k];
      below += v[i] * v[i];
      H[i * n + k] = 0;
    }
    if (below < negligible * negligible) continue;
    const length = Math.sqrt(first * first + below);
    // the sign that adds to the leading entry, so nothing cancels
    const r = first > 0 ? -length : length;
    v[k + 1] = first - r;
    H[(k + 1) * n + k] = r;
    // H ← P H P with P = I − v vᵀ / h; columns up to k are known already
    const start = k + 1, h = r * (r - first);
    for (let j = start; j < n; j++) {
      let sum = 0;
      for (let i = start; i < n; i++) sum += v[i] * H[i * n + j];
      sum /= h;
      for (let i = start; i < n; i++) H[i * n + j] -= sum * v[i];
    }
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = start; j < n; j++) sum += H[i * n + j] * v[j];
      sum /= h;
      for (let j = start; j < n; j++) H[i * n + j] -= sum * v[j];
    }
  }
}

/** The block of a Hessenberg matrix that a step works on, both ends included; at least 3 × 3. */
export interface Block {
  low: number;
  high: number;
  /** whether to take a shift out of the ordinary, to break a cycle */
  exceptional: boolean;
}

/**
 * One step of the implicit double-shift QR iteration on rows and columns low …
 * high of the n × n Hessenberg matrix H, kept by rows, in place. The rest of H,
 * which the eigenvalues of the block do not depend on, is left as it is.
 *
 * A reflection brings in the first column of (H − σ₁ I)(H − σ₂ I) for two
 * shifts σ; others chase the bulge it makes down the diagonal. J. G. F. Francis,
 * 1961; Golub & Van Loan, algorithm 7.5.1.
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
      const row = k * n, column = low * n + k;
      reflect(H, P, [row + left, row + high], { step: 1, apart: n });
      reflect(H, P, [column, bottom * n + k], { step: n, apart: 1 });
    }
    if (k > low) {
      // rounding leaves something below the subdiagonal
      H[(k + 1) * n + k - 1] = 0;
      if (three) H[(k + 2) * n + k - 1] = 0;
    }
    if (!three) break;
    x = H[(k + 1) * n + k];
    y = H[(k + 2) * n + k];
    z = k < high - 2 ? H[(k + 3) * n + k] : 0;
  }
}

/**
 * The first column of (H − σ₁ I)(H − σ₂ I), over its own subdiagonal entry, for
 * the lowest part of the block that can be treated as if it stood alone: a
 * bulge that had to pass two small subdiagonal entries in a row would lose its
 * shifts there.
 */
function bulgeOf(H: Float64Array, n: number, block: Block) {
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
 * Sum and product of the shifts, both counted from the last diagonal entry, lest
 * digits cancel. They are the eigenvalues of the lowest 2 × 2 corner if those
 * are a conjugate pair, else twice the nearer one: two that belong to different
 * parts of the spectrum can turn for ever.
 */
function shiftsOf(H: Float64Array, n: number, { high, exceptional }: Block) {
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

/**
 * Reflects by P = I − v vᵀ / h, v = (v0, v1, v2), the vectors of three numbers
 * `apart` from each other, of which the first stand at start … stop in steps; v2
 * is zero where there are only two.
 */
function reflect(
  H: Float64Array,
  { v0, v1, v2, h }: Record<"v0" | "v1" | "v2" | "h", number>,
  [start, stop]: [number, number],
  { step, apart }: { step: number; apart: number },
): void {
  for (let at = start; at <= stop; at += step) {
    const third = v2 === 0 ? 0 : v2 * H[at + 2 * apart];
    const c = (v0 * H[at] + v1 * H[at + apart] + third) / h;
    H[at] -= c * v0;
    H[at + apart] -= c * v1;
    if (v2 !== 0) H[at + 2 * apart] -= c * v2;
  }
}
