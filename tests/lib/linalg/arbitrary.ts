/** Random matrices and vectors for property tests. */
import fc from "fast-check";
import { type Matrix, matrix } from "../../../lib/linalg/matrix.ts";

// the same cases at every run
fc.configureGlobal({ seed: 20200707 });

/** Numbers of ordinary size, away from subnormal ones. */
export const ordinary = fc.integer({ min: -1000, max: 1000 }).map((k) =>
  k / 250
);

export function vectors(length: number): fc.Arbitrary<Float64Array> {
  return fc.array(ordinary, { minLength: length, maxLength: length })
    .map((numbers) => Float64Array.from(numbers));
}

export function matrices(rows: number, columns: number): fc.Arbitrary<Matrix> {
  return vectors(rows * columns).map((data) => matrix(rows, columns, data));
}

/** Matrices of any shape up to `largest` × `largest`. */
export function anyMatrices(largest: number): fc.Arbitrary<Matrix> {
  const size = fc.integer({ min: 1, max: largest });
  return fc.tuple(size, size).chain(([rows, columns]) =>
    matrices(rows, columns)
  );
}
