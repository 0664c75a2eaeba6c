import {
  copy,
  type Matrix,
  scale,
  shiftDiagonal,
  trace,
  transpose,
} from "./matrix.ts";
import { product } from "./product.ts";
import { inverse } from "./solve.ts";

/** The solutions P of A P + P Aᵀ + I = 0 and Q of Aᵀ Q + Q A + I = 0. */
export interface Gramians {
  P: Matrix;
  Q: Matrix;
}

/** Doublings after which something is wrong: a series of 2⁶⁰ terms. */
const mostDoublings = 60;

/**
 * The Gramians of a matrix A all of whose eigenvalues have negative real parts;
 * null if the series does not converge.
 *
 * With R = (p I − A)⁻¹ and F = 2 p R − I both Lyapunov equations become series,
 *
 *   P = 2 p Σ_k Fᵏ R Rᵀ (Fᵀ)ᵏ,   Q = 2 p Σ_k (Fᵀ)ᵏ Rᵀ R Fᵏ,
 *
 * of which each doubling takes as many terms again as all before it. They
 * converge for every p > 0, and fast if p is near the geometric mean of the
 * eigenvalues' sizes. R. A. Smith, 1968.
 */
export function gramians(A: Matrix, p: number): Gramians | null {
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
