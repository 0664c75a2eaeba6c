/**
 * Eigenvectors and singular values: the one door to ml-matrix. All refuse
 * numbers that are not finite, on which its iterations would never end.
 */
// evaluated when first used: it takes longer to load than many a model to train
import defer * as ml from "ml-matrix";
import type { ComplexVector } from "./complex.ts";
import type { Eigenvalues } from "./eigenvalues.ts";
import { allFinite, type Matrix, matrix, requireShape } from "./matrix.ts";
import { largest } from "./norms.ts";

/**
 * The eigenvalues λ and right eigenvectors of a real square matrix.
 *
 * λ_k = `real[k]` + i `imaginary[k]`. Where λ_k is real, column k of `vectors`
 * is its eigenvector; where λ_k, λ_{k+1} are a conjugate pair, the first with
 * the positive imaginary part, columns k and k + 1 are the real and imaginary
 * parts of the first one's.
 */
export interface Eigenpairs extends Eigenvalues {
  vectors: Matrix;
}

/**
 * @throws {RangeError} if A is not square, or not finite.
 */
export function eigenpairs(A: Matrix): Eigenpairs {
  requireShape("find eigenvalues", A, { rows: A.rows, columns: A.rows });
  const { scaled, scale } = withinRange(A);
  const found = new ml.EigenvalueDecomposition(
    toMl("find eigenvalues", scaled),
  );
  const sized = (λ: number) => λ * scale;
  return {
    real: Float64Array.from(found.realEigenvalues, sized),
    imaginary: Float64Array.from(found.imaginaryEigenvalues, sized),
    vectors: fromMl(found.eigenvectorMatrix),
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
  const V = toMl("find eigenvectors", vectors);
  const lu = new ml.LuDecomposition(V.transpose());
  if (lu.isSingular()) return null;
  const rowOfInverse = (k: number) => {
    const basis = ml.Matrix.zeros(V.rows, 1).set(k, 0, 1);
    return Float64Array.from(lu.solve(basis).to1DArray());
  };
  const column = (k: number) => Float64Array.from(V.getColumn(k));
  if (imaginary[k] === 0) {
    const zero = new Float64Array(V.rows);
    return {
      left: { real: rowOfInverse(k), imaginary: zero },
      right: { real: column(k), imaginary: zero },
    };
  }
  return {
    left: {
      real: rowOfInverse(k).map((r) => r / 2),
      imaginary: rowOfInverse(k + 1).map((r) => -r / 2),
    },
    right: { real: column(k), imaginary: column(k + 1) },
  };
}

/**
 * The thin singular value decomposition A = U diag(s) Vᵀ: s from largest to
 * smallest, U (rows × r), V (columns × r), r the smaller of rows and columns.
 *
 * @throws {RangeError} if A is not finite.
 */
export function svd(A: Matrix): { U: Matrix; s: Float64Array; V: Matrix } {
  const { scaled, scale } = withinRange(A);
  const found = new ml.SingularValueDecomposition(
    toMl("find singular values", scaled),
    { autoTranspose: true },
  );
  const r = Math.min(A.rows, A.columns);
  return {
    U: fromMl(found.leftSingularVectors),
    s: Float64Array.from(found.diagonal.slice(0, r), (σ) => σ * scale),
    V: fromMl(found.rightSingularVectors),
  };
}

/**
 * A = scale · scaled, where squares of the entries of `scaled` neither overflow nor
 * all vanish: on those, too, the iterations would never end. The scale is a power
 * of two, so nothing is rounded, and 1 for ordinary matrices.
 */
export function withinRange(A: Matrix): { scaled: Matrix; scale: number } {
  const size = largest(A.data);
  const ordinary = size === 0 || (size > 1e-100 && size < 1e100);
  // numbers that are not finite are refused later on
  if (ordinary || !Number.isFinite(size)) return { scaled: A, scale: 1 };
  const scale = 2 ** Math.floor(Math.log2(size));
  const scaled = matrix(A.rows, A.columns, A.data.map((a) => a / scale));
  return { scaled, scale };
}

function toMl(action: string, { rows, columns, data }: Matrix): ml.Matrix {
  if (!allFinite(data)) {
    throw new RangeError(`Cannot ${action}: the matrix is not finite`);
  }
  return ml.Matrix.from1DArray(rows, columns, data);
}

function fromMl(A: ml.Matrix): Matrix {
  return matrix(A.rows, A.columns, Float64Array.from(A.to1DArray()));
}
