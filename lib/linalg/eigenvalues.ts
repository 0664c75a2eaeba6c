import { francisStep } from "./francis_step.ts";
import { hessenberg } from "./hessenberg.ts";
import { allFinite, type Matrix, requireShape } from "./matrix.ts";

/** Eigenvalues λ_k = `real[k]` + i `imaginary[k]`; of a conjugate pair the upper comes first. */
export interface Eigenvalues {
  real: Float64Array;
  imaginary: Float64Array;
}

const ε = Number.EPSILON;
/** Against the largest entry, what counts as nothing; its square is still a number. */
const nothing = 1e-100;
/** Every so many steps that bring no eigenvalue, one takes an exceptional shift. */
const patience = 10;
/** Steps without an eigenvalue after which something is wrong. */
const mostSteps = 100;

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
      const low = splitBelow(H, n, high);
      if (low < high - 1) {
        if (++steps > mostSteps) {
          throw new Error("Internal error: the QR iteration does not converge");
        }
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

/** Where the unsplit block that ends at row `high` begins. */
function splitBelow(H: Float64Array, n: number, high: number): number {
  let low = high;
  for (; low > 0; low--) {
    const at = low * (n + 1);
    const neighbours = Math.abs(H[at]) + Math.abs(H[at - n - 1]);
    if (Math.abs(H[at - 1]) <= ε * neighbours + nothing) break;
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
