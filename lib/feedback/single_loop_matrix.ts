import { type Matrix, matrix } from "../linalg/matrix.ts";

/** W1 (y × x) and W2 (z × y) forward, feedback B (x × z) from end to end, leak α. */
export interface SingleLoop {
  W1: Matrix;
  W2: Matrix;
  B: Matrix;
  leak: number;
}

/** The matrix of the loop, (x + y + z) × (x + y + z). */
export function singleLoopMatrix({ W1, W2, B, leak }: SingleLoop): Matrix {
  const x = W1.columns, y = W1.rows, size = x + y + W2.rows;
  const M = matrix(size, size);
  for (let i = 0; i < size; i++) {
    M.data[i * (size + 1)] = i < x + y ? -1 : -leak;
  }
  place(M, B, { row: 0, column: x + y });
  place(M, W1, { row: x, column: 0 });
  place(M, W2, { row: x + y, column: x });
  return M;
}

/** Puts A into M, its first entry at the place given. */
function place(
  M: Matrix,
  A: Matrix,
  { row, column }: { row: number; column: number },
): void {
  for (let i = 0; i < A.rows; i++) {
    const entries = A.data.subarray(i * A.columns, (i + 1) * A.columns);
    M.data.set(entries, (row + i) * M.columns + column);
  }
}
