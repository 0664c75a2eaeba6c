import type { Transposes } from "./dense_algebra.ts";

/** Two factors and what their product is added to, each stored row by row. */
export interface GemmOperands {
  A: Float32Array;
  B: Float32Array;
  C: Float32Array;
}

/**
 * The shape of op(A) op(B), (rows × inner) (inner × columns): A is stored as
 * inner × rows if `transposeA`, B as columns × inner if `transposeB`.
 */
export interface GemmShape extends Transposes {
  rows: number;
  inner: number;
  columns: number;
  /** numbers from one stored row to the next, where rows are not side by side */
  strides?: Partial<Record<keyof GemmOperands, number>>;
}

/** alpha is 1 and beta is 0 unless given. */
export interface GemmScales {
  alpha?: number;
  beta?: number;
}

/** C ← alpha op(A) op(B) + beta C, in float32: what BLAS calls sgemm. */
export type Gemm = (
  operands: GemmOperands,
  shape: GemmShape,
  scales?: GemmScales,
) => void;

/** The same where it may take place elsewhere: C is ready when the promise is fulfilled. */
export type AsyncGemm = (
  operands: GemmOperands,
  shape: Omit<GemmShape, "strides">,
  scales?: GemmScales,
) => void | Promise<void>;
