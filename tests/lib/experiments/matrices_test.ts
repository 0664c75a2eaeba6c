import { assertEquals, assertThrows } from "@std/assert";
import {
  arraysOf,
  integersOf,
  matrixOf,
  toArray,
  vectorOf,
} from "../../../lib/experiments/matrices.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const A = matrixFromRows([[1, 2, 3], [4, 5, 6]]);
const arrays = {
  A: toArray(A),
  order: { shape: [2], data: Int32Array.of(1, 0) },
};

Deno.test("matrixOf() gives back what toArray() was given", () => {
  assertEquals(arrays.A.shape, [2, 3]);
  assertEquals(matrixOf(arrays, "A"), A);
});

Deno.test("matrixOf() refuses what is missing or no matrix", () => {
  assertThrows(
    () => matrixOf(arrays, "B"),
    TypeError,
    "Cannot read array B: the archive has A, order",
  );
  assertThrows(
    () => matrixOf(arrays, "order"),
    TypeError,
    "Cannot read matrix order: wanted two dimensions of float64, received 1 of Int32Array",
  );
});

Deno.test("integersOf() reads whole numbers, and refuses others", () => {
  assertEquals(integersOf(arrays, "order"), Int32Array.of(1, 0));
  assertThrows(
    () => integersOf(arrays, "A"),
    TypeError,
    "Cannot read integers A: wanted int32, received Float64Array",
  );
});

Deno.test("vectorOf() and matrixOf() give back what arraysOf() was given", () => {
  const b = Float64Array.of(7, 8);
  const stored = arraysOf({ A, b });
  assertEquals(matrixOf(stored, "A"), A);
  assertEquals(vectorOf(stored, "b"), b);
});

Deno.test("vectorOf() refuses a matrix, and whole numbers", () => {
  assertThrows(
    () => vectorOf(arrays, "A"),
    TypeError,
    "Cannot read vector A: wanted one dimension of float64, received 2 of Float64Array",
  );
  assertThrows(
    () => vectorOf(arrays, "order"),
    TypeError,
    "Cannot read vector order: wanted one dimension of float64, received 1 of Int32Array",
  );
});
