import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  allFinite,
  block,
  copy,
  identity,
  matrix,
  place,
  requireShape,
  scale,
  shiftDiagonal,
  trace,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";

const A = matrixFromRows([[1, 2, 3], [4, 5, 6]]);

Deno.test("matrixFromRows() lays rows out one after another", () => {
  assertEquals(A, {
    rows: 2,
    columns: 3,
    data: Float64Array.of(1, 2, 3, 4, 5, 6),
  });
});

Deno.test("matrixFromRows() refuses rows of different lengths", () => {
  assertThrows(
    () => matrixFromRows([[1, 2], [3]]),
    RangeError,
    "Cannot make row 1 of a matrix: wanted 2 numbers, received 1",
  );
});

Deno.test("matrix() refuses data of the wrong length", () => {
  assertThrows(
    () => matrix(2, 2, new Float64Array(3)),
    RangeError,
    "Cannot make a matrix: wanted 4 numbers, received 3",
  );
});

Deno.test("copy() shares nothing with the original", () => {
  const B = copy(A);
  B.data[0] = 9;
  assertEquals(A.data[0], 1);
});

Deno.test("transpose() swaps rows and columns, and scales", () => {
  assertEquals(transpose(A), matrixFromRows([[1, 4], [2, 5], [3, 6]]));
  assertEquals(
    transpose(A, -2),
    matrixFromRows([[-2, -8], [-4, -10], [-6, -12]]),
  );
});

Deno.test("shiftDiagonal() adds c I in place", () => {
  const I = identity(2);
  assertEquals(shiftDiagonal(I, -0.25), I);
  assertEquals(I, matrixFromRows([[0.75, 0], [0, 0.75]]));
});

Deno.test("scale() multiplies in place", () => {
  const B = copy(A);
  assertEquals(scale(B, 2), B);
  assertEquals(B, matrixFromRows([[2, 4, 6], [8, 10, 12]]));
});

Deno.test("trace() is the sum of the diagonal", () => {
  assertEquals(trace(matrixFromRows([[1, 2], [3, 5]])), 6);
});

Deno.test("block() takes out what place() puts in, and nothing else", () => {
  const M = matrix(3, 4), corner = { row: 1, column: 1 };
  place(M, A, corner);
  assertEquals(M, matrixFromRows([[0, 0, 0, 0], [0, 1, 2, 3], [0, 4, 5, 6]]));
  assertEquals(block(M, A, corner), A);
});

Deno.test("allFinite() finds infinities and what is not a number", () => {
  assert(allFinite([0, -1e308, 5e-324]));
  assert(!allFinite([0, Infinity]));
  assert(!allFinite([NaN, 0]));
});

Deno.test("requireShape() reports the shape wanted, then the shape received", () => {
  assertThrows(
    () => requireShape("add", A, { rows: 3, columns: 2 }),
    RangeError,
    "Cannot add: wanted shape (3, 2), received (2, 3)",
  );
});
