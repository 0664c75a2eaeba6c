import * as ml from "ml-matrix";
import type { Matrix } from "../../../lib/linalg/matrix.ts";

/** The singular values of an ordinary matrix, from largest to smallest, by ml-matrix. */
export function singularValues({ rows, columns, data }: Matrix): number[] {
  const A = ml.Matrix.from1DArray(rows, columns, data);
  const options = { autoTranspose: true };
  return new ml.SingularValueDecomposition(A, options).diagonal
    .slice(0, Math.min(rows, columns));
}
