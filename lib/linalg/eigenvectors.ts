/** Eigenvalues with their eigenvectors: the one door to ml-matrix. */
// evaluated when first used: it takes longer to load than many a model to train
import defer * as ml from "ml-matrix";
import type { ComplexVector } from "./complex.ts";
import type { Eigenvalues } from "./eigenvalues.ts";
import { allFinite, type Matrix, matrix, requireShape } from "./matrix.ts";
import { withinRange } from "./norms.ts";

/**
 * The eigenvalues λ and right eigenvectors of a real square matrix: λ_k = `real[k]` + i `imaginary[k]`. Where λ_k is real, column k of `vectors`
 * is its eigenvector; where λ_k, λ_{k+1} are a conjugate pair, the first with
 * the positive imaginary part, columns k and k + 1 are the real and imaginary
 * parts of the first one's.
 */
export interface Eigenpairs extends Eigenvalues {
  vectors: Matrix;
}

/** @throws {RangeError} if A is not square, or not finite. */
export function eigenpairs(A: Matrix): Eigenpairs {
  requireShape("find eigenvalues", A, { rows: A.rows, columns: A.rows });
  // on which the iterations would never end
  if (!allFinite(A.data)) {
    throw new RangeError("Cannot find eigenvalues: the matrix is not finite");
  }
  const { scaled, scale } = withinRange(A);
  const found = new ml.EigenvalueDecomposition(toMl(scaled));
  const sized = (λ: number) => λ * scale;
  const vectors = found.eigenvectorMatrix.to1DArray();
  return {
    real: Float64Array.from(found.realEigenvalues, sized),
    imaginary: Float64Array.from(found.imaginaryEigenvalues, sized),
    vectors: matrix(A.rows, A.rows, Float64Array.from(vectors)),
  };
}

/**
 * The right eigenvector x of eigenvalue k, A x = λ x, and the left one as yᴴ,
 * yᴴ A = λ yᴴ, with yᴴ x = 1. The eigenvalue must be real or the first of a
 * conjugate pair; null if the eigenvectors are not independent.
 *
 * The left ones are the rows of the inverse of the right ones. Where columns k
 * and k + 1 of V are Re x and Im x, rows k and k + 1 of V⁻¹ make
 * yᴴ = (row k − i row k+1) / 2.
 */
export function eigenmode(
  { imaginary, vectors }: Pick<Eigenpairs, "imaginary" | "vectors">,
  k: number,
): Record<"left" | "right", ComplexVector> | null {
  const V = toMl(vectors), isReal = imaginary[k] === 0;
  const lu = new ml.LuDecomposition(V.transpose());
  if (lu.isSingular()) return null;
  const rowOfInverse = (k: number, c: number) => {
    const basis = ml.Matrix.zeros(V.rows, 1).set(k, 0, 1);
    return Float64Array.from(lu.solve(basis).to1DArray(), (r) => c * r);
  };
  const column = (k: number) => Float64Array.from(V.getColumn(k));
  const zero = new Float64Array(V.rows);
  return {
    left: {
      real: rowOfInverse(k, isReal ? 1 : 1 / 2),
      imaginary: isReal ? zero : rowOfInverse(k + 1, -1 / 2),
    },
    right: { real: column(k), imaginary: isReal ? zero : column(k + 1) },
  };
}

function toMl({ rows, columns, data }: Matrix): ml.Matrix {
  return ml.Matrix.from1DArray(rows, columns, data);
}
