import type { Scales } from "../linalg/dense_algebra.ts";

/** Two factors and what their product is added to, each stored row by row. */
export interface ProductOperands {
  A: Float32Array;
  B: Float32Array;
  C: Float32Array;
}

/** The shape of op(A) op(B), (rows × inner) (inner × columns), where op may transpose. */
export interface ProductShape {
  rows: number;
  inner: number;
  columns: number;
  /** A is stored as inner × rows */
  transposeA: boolean;
  /** B is stored as columns × inner */
  transposeB: boolean;
  /** numbers from one stored row to the next, where rows are not side by side */
  strides?: Partial<Record<keyof ProductOperands, number>>;
}

/** C ← beta C + alpha op(A) op(B), in float32; both scales are 1 where they are not given. */
export type MatrixProduct = (
  operands: ProductOperands,
  shape: ProductShape,
  scales?: Scales,
) => void;
