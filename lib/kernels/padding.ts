/** How the kernels of `assembly/relax.ts` want matrices and vectors laid out. */
import type { Matrix } from "../linalg/matrix.ts";
import { doubles } from "./kernels.ts";

const multiple = 10;

/** The length that a vector of `n` numbers is filled up to with zeros. */
export function padded(n: number): number {
  return Math.ceil(n / multiple) * multiple;
}

/** Writes A at `address`, column after column, each filled up; the filling is left as it is. */
export function writeColumns(
  { rows, columns, data }: Matrix,
  address: number,
): void {
  const memory = doubles(), stride = padded(rows), start = address / 8;
  for (let i = 0, ij = 0; i < rows; i++) {
    for (let j = 0, at = start + i; j < columns; j++, at += stride) {
      memory[at] = data[ij++];
    }
  }
}

/** Reads the vector at `address` into `target`. */
export function readVector(address: number, target: Float64Array): void {
  const start = address / 8;
  target.set(doubles().subarray(start, start + target.length));
}
