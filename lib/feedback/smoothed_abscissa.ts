import { createEigenvalues } from "../linalg/eigenvalues.ts";
import {
  allFinite,
  copy,
  type Matrix,
  matrix,
  scale,
  shiftDiagonal,
  trace,
  transpose,
} from "../linalg/matrix.ts";
import { product } from "../linalg/product.ts";
import { inverse } from "../linalg/solve.ts";

const mostSteps = 50;
/** How close trace P comes to 1/ε, relatively. */
const tolerance = 1e-10;

/**
 * The smoothed spectral abscissa of n × n matrices M: the s above all real
 * parts of eigenvalues for which
 *
 *   trace P(s) = 1/ε,   (M − s I) P + P (M − s I)ᵀ + I = 0
 *
 * As ε falls to zero, so does s to the spectral abscissa; unlike that it is
 * differentiable everywhere, with gradient Q P / trace(Q P), where Q solves the
 * transposed equation. Newton's method finds it from the logarithms of trace P
 * and of the height above the abscissa, which make a nearly straight line; it
 * starts at the height of the last one.
 *
 * Vanbiervliet, Vandereycken, Michiels, Vandewalle & Diehl, "The smoothed
 * spectral abscissa for robust stability optimization", SIAM Journal on
 * Optimization 20, 2009.
 *
 * The returned function gives the abscissa, s and its gradient by the entries of M;
 * null if M is not finite or s cannot be found.
 */
export function createSmoothedAbscissa(
  n: number,
  ε: number,
): (
  M: Matrix,
) => { abscissa: number; smoothed: number; gradient: Matrix } | null {
  const eigenvalues = createEigenvalues(n);
  let height = n * ε / 2; // what it is, if M is normal and its eigenvalues meet
  return (M) => {
    if (!allFinite(M.data)) return null;
    const { real } = eigenvalues(M);
    const abscissa = Math.max(...real), span = abscissa - Math.min(...real);
    let low = 0, high = Infinity; // the height is between
    for (let step = 0; step < mostSteps; step++) {
      const A = shiftDiagonal(copy(M), -(abscissa + height));
      const found = gramians(A, Math.sqrt(height * (height + span)));
      if (!found) return null;
      const QP = product(found.Q, found.P);
      const size = trace(found.P), weight = trace(QP);
      if (Math.abs(size * ε - 1) < tolerance) {
        const smoothed = abscissa + height;
        const gradient = matrix(n, n, QP.data.map((q) => q / weight));
        return { abscissa, smoothed, gradient };
      }
      if (size * ε > 1) low = height;
      else high = height;
      // d(log trace P) / d(log height) = −2 height trace(Q P) / trace P
      const exponent = size / (2 * height * weight);
      height = within(low, high, height * (size * ε) ** exponent);
    }
    return null;
  };
}

/** The next height, or a middle one where it is not between the bounds. */
function within(low: number, high: number, next: number): number {
  if (next > low && next < high) return next;
  if (high === Infinity) return 2 * low;
  return low === 0 ? high / 2 : Math.sqrt(low * high);
}

/** Doublings after which something is wrong: a series of 2⁶⁰ terms. */
const mostDoublings = 60;

/**
 * The Gramians of a matrix A all of whose eigenvalues have negative real parts: the
 * solutions of A P + P Aᵀ + I = 0 and of Aᵀ Q + Q A + I = 0; null if the series
 * does not converge.
 *
 * With R = (p I − A)⁻¹ and F = 2 p R − I both Lyapunov equations become series,
 *
 *   P = 2 p Σ_k Fᵏ R Rᵀ (Fᵀ)ᵏ,   Q = 2 p Σ_k (Fᵀ)ᵏ Rᵀ R Fᵏ,
 *
 * of which each doubling takes as many terms again as all before it. They
 * converge for every p > 0, and fast if p is near the geometric mean of the
 * eigenvalues' sizes. R. A. Smith, 1968.
 */
export function gramians(
  A: Matrix,
  p: number,
): Record<"P" | "Q", Matrix> | null {
  const R = inverse(shiftDiagonal(scale(copy(A), -1), p));
  let F = shiftDiagonal(scale(copy(R), 2 * p), -1);
  const P = scale(product(R, transpose(R)), 2 * p);
  const Q = scale(product(transpose(R), R), 2 * p);
  for (let doubling = 0; doubling < mostDoublings; doubling++) {
    const Fᵀ = transpose(F);
    const more = add(P, product(product(F, P), Fᵀ));
    add(Q, product(product(Fᵀ, Q), F));
    if (!Number.isFinite(more)) return null;
    // what is added is positive, so the sum of its diagonal bounds it
    if (more <= Number.EPSILON * trace(P)) return { P, Q };
    F = product(F, F);
  }
  return null;
}

/** P += S; returns the trace of S. */
function add(P: Matrix, S: Matrix): number {
  for (let k = 0; k < P.data.length; k++) P.data[k] += S.data[k];
  return trace(S);
}
