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
  const isReal = imaginary[k] === 0;
  const rows = inverseRows(V, isReal ? [k] : [k, k + 1]);
  if (!rows) return null;
  const [row, next] = rows;
  if (isReal) {
    const zero = new Float64Array(V.rows);
    return {
      left: { real: row, imaginary: zero },
      right: { real: column(V, k), imaginary: zero },
    };
  }
  return {
    left: { real: row.map((r) => r / 2), imaginary: next.map((r) => -r / 2) },
    right: { real: column(V, k), imaginary: column(V, k + 1) },
  };
}

/** Rows of V⁻¹, or null if V is singular. */
function inverseRows(V: Matrix, which: number[]): Float64Array[] | null {
  const bases = which.map((k) => {
    const basis = new Float64Array(V.rows);
    basis[k] = 1;
    return basis;
  });
  return solve(transpose(V), ...bases);
}

function column({ rows, columns, data }: Matrix, k: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => data[i * columns + k]);
}
