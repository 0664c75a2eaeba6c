import type { DenseAlgebra, LinearSystem } from "../../linalg/dense_algebra.ts";
import {
  allFinite,
  copy,
  type Matrix,
  matrix,
  shiftDiagonal,
} from "../../linalg/matrix.ts";
import { type LoopResult, worstCondition } from "./loop.ts";
import { leastSquaresOfMany, probedSolve } from "../../linalg/solve.ts";

/** A loop that is driven by R, as a whole batch. */
export interface DrivenLoop {
  /** (size × size) */
  M: Matrix;
  /** (size × n) */
  R: Matrix;
  leak: number;
}

/** X = (M − α I)⁻¹ R; trusted unless M − α I is badly conditioned. */
export function restingState(
  algebra: DenseAlgebra,
  { M, R, leak }: DrivenLoop,
  { definite }: Pick<LinearSystem, "definite"> = {},
): LoopResult {
  const system = { A: M, shift: -leak, definite };
  const { X, condition } = probedSolve(algebra, system, R);
  return { X, trusted: condition < worstCondition };
}

/** X = (M − α I)⁺ R, of least norm and exact for every matrix; not a number where one is not finite. */
export function exactRestingState({ M, R, leak }: DrivenLoop): Matrix {
  return allFinite(M.data) && allFinite(R.data)
    ? leastSquaresOfMany(shiftDiagonal(copy(M), -leak), R)
    : matrix(R.rows, R.columns, new Float64Array(R.data.length).fill(NaN));
}
