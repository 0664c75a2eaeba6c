import type { Gemm } from "../../../lib/linalg/gemm.ts";

/** A product as plainly as it can be written. */
export const plainGemm: Gemm = (
  { A, B, C },
  { rows, inner, columns, transposeA, transposeB, strides },
  { alpha = 1, beta = 0 } = {},
) => {
  const strideA = strides?.A ?? (transposeA ? rows : inner);
  const strideB = strides?.B ?? (transposeB ? inner : columns);
  const strideC = strides?.C ?? columns;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        sum += A[transposeA ? k * strideA + i : i * strideA + k] *
          B[transposeB ? j * strideB + k : k * strideB + j];
      }
      const before = beta === 0 ? 0 : beta * C[i * strideC + j];
      C[i * strideC + j] = before + alpha * sum;
    }
  }
};
