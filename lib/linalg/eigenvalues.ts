import { francisStep } from "./francis_step.ts";
import { hessenberg, negligible } from "./hessenberg.ts";
import { allFinite, type Matrix, requireShape } from "./matrix.ts";

/** Eigenvalues λ_k = `real[k]` + i `imaginary[k]`; of a conjugate pair the upper comes first. */
export interface Eigenvalues {
  real: Float64Array;
  imaginary: Float64Array;
}

const ε = Number.EPSILON;
/** Every so many steps that bring no eigenvalue, one takes an exceptional shift. */
const patience = 10;
/** So many steps, and rounding alone moves what is left to split. */
const enough = 25;

/**
 * A finder of the eigenvalues, and nothing else, of real n × n matrices, with
 * memory of its own: for loops whose stability is watched all the time.
 *
 * Double-shift QR on the Hessenberg form, split wherever a subdiagonal entry
 * falls below ε times its neighbours on the diagonal. What it finds are the
 * eigenvalues of a matrix within a few ε ‖A‖ of A. Golub & Van Loan, *Matrix
 * Computations*, algorithm 7.5.2.
 *
 * The finder hands out the same two arrays every time. It throws a RangeError
 * if the matrix is not n × n, or not finite.
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
      const low = splitBelow(H, high, { n, slack: slackAfter(steps) });
      if (low < high - 1) {
        steps++;
        francisStep(H, n, { low, high, exceptional: steps % patience === 0 });
        continue;
      }
      if (low === high) storeReal(found, high, H[high * (n + 1)]);
      else storePair(found, low, { H, n });
      high = low - 1;
      steps = 0;
    }
    for (let k = 0; k < n; k++) {
      found.real[k] *= size;
      found.imaginary[k] *= size;
    }
    return found;
  };
}

/**
 * What a subdiagonal entry may have beside its share of ε. Where eigenvalues
 * meet many times over, steps only stir their rounding errors; then it grows
 * until something splits.
 */
function slackAfter(steps: number): number {
  return steps < enough ? negligible : ε * 2 ** (steps - enough);
}

/** Where the unsplit block that ends at row `high` begins. */
function splitBelow(
  H: Float64Array,
  high: number,
  { n, slack }: { n: number; slack: number },
): number {
  let low = high;
  for (; low > 0; low--) {
    const at = low * (n + 1);
    const neighbours = Math.abs(H[at]) + Math.abs(H[at - n - 1]);
    if (Math.abs(H[at - 1]) <= ε * neighbours + slack) break;
  }
  return low;
}

function largest(x: Float64Array): number {
  let size = 0;
  for (let i = 0; i < x.length; i++) size = Math.max(size, Math.abs(x[i]));
  return size;
}

function storeReal({ real, imaginary }: Eigenvalues, k: number, λ: number) {
  real[k] = λ;
  imaginary[k] = 0;
}

/** The eigenvalues of the 2 × 2 block at k: d + p ± √(p² + b c), p = (a − d) / 2. */
function storePair(
  found: Eigenvalues,
  k: number,
  { H, n }: { H: Float64Array; n: number },
): void {
  const at = k * (n + 1);
  const a = H[at], b = H[at + 1], c = H[at + n], d = H[at + n + 1];
  const p = (a - d) / 2, discriminant = p * p + b * c;
  if (discriminant >= 0) {
    // the larger step first: no cancellation, and the other follows by division
    const z = p + Math.sign(p || 1) * Math.sqrt(discriminant);
    storeReal(found, k, d + z);
    storeReal(found, k + 1, z === 0 ? d : d - b * c / z);
    return;
  }
  found.real[k] = found.real[k + 1] = d + p;
  found.imaginary[k] = Math.sqrt(-discriminant);
  found.imaginary[k + 1] = -found.imaginary[k];
}
