import { type Matrix, matrix, requireShape } from "../linalg/matrix.ts";
import { doubles, product, reserve } from "./kernels.ts";
import { padded } from "./padding.ts";

let scratch = { address: 0, count: 0 };

/**
 * The matrix product A B, as `product` computes it and to the same bits, in
 * WebAssembly: several times faster where a hundred products or more are made.
 *
 * @throws {RangeError} if the shapes do not fit.
 */
export function compiledProduct(
  A: Matrix,
  B: Matrix,
  target: Matrix = matrix(A.rows, B.columns),
): Matrix {
  const { rows: m, columns: n } = A, p = B.columns;
  requireShape("multiply matrices", B, { rows: n, columns: p });
  requireShape("store a product", target, { rows: m, columns: p });
  const rows = m + m % 2, stride = padded(p);
  const a = scratchOf(rows * n + n * stride + rows * stride);
  const b = a + 8 * rows * n, c = b + 8 * n * stride;
  const memory = doubles();
  memory.set(A.data, a / 8);
  if (stride === p) memory.set(B.data, b / 8);
  else {
    for (let k = 0, at = b / 8; k < n; k++, at += stride) {
      memory.set(B.data.subarray(k * p, (k + 1) * p), at);
    }
  }
  product(a, b, c, rows, n, stride);
  for (let i = 0, ij = 0, row = c / 8; i < m; i++, row += stride) {
    for (let j = 0; j < p; j++) target.data[ij++] = memory[row + j];
  }
  return target;
}

/**
 * The address of so many doubles, whose content is anything: what fills up
 * rows is multiplied too, but reaches only what fills up the result.
 */
function scratchOf(count: number): number {
  if (count > scratch.count) scratch = { address: reserve(count), count };
  return scratch.address;
}
