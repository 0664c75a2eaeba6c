import type { ComplexVector } from "./complex.ts";
import { type Eigenpairs, solve } from "./decompositions.ts";
import { type Matrix, transpose } from "./matrix.ts";

/** A right eigenvector x of A, A x = λ x, and the left one, yᴴ A = λ yᴴ, with yᴴ x = 1. */
export interface Eigenmode {
  /** yᴴ, conjugated already */
  left: ComplexVector;
  /** x */
  right: ComplexVector;
}

/**
 * The eigenvectors of eigenvalue k, which must be real or the first of a
 * conjugate pair; null if the eigenvectors are not independent.
 *
 * The left ones are the rows of the inverse of the right ones. Where columns k
 * and k + 1 of V are Re x and Im x, rows k and k + 1 of V⁻¹ make
 * yᴴ = (row k − i row k+1) / 2.
 */
export function eigenmode(
  { imaginary, vectors: V }: Pick<Eigenpairs, "imaginary" | "vectors">,
  k: number,
): Eigenmode | null {
  const row = inverseRow(V, k);
  if (!row) return null;
  if (imaginary[k] === 0) {
    const zero = new Float64Array(V.rows);
    return {
      left: { real: row, imaginary: zero },
      right: { real: column(V, k), imaginary: zero },
    };
  }
  const next = inverseRow(V, k + 1)!;
  return {
    left: { real: row.map((r) => r / 2), imaginary: next.map((r) => -r / 2) },
    right: { real: column(V, k), imaginary: column(V, k + 1) },
  };
}

/** Row k of V⁻¹, or null if V is singular. */
function inverseRow(V: Matrix, k: number): Float64Array | null {
  const basis = new Float64Array(V.rows);
  basis[k] = 1;
  return solve(transpose(V), basis);
}

function column(V: Matrix, k: number): Float64Array {
  return transpose(V).data.slice(k * V.rows, (k + 1) * V.rows);
}
