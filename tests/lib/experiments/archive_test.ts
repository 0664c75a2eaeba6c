import { assertEquals, assertThrows } from "@std/assert";
import {
  arraysOf,
  decodeValues,
  encodeValues,
} from "../../../lib/experiments/archive.ts";
import { decodeArrays } from "../../../lib/io/arrays.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const values = {
  A: matrixFromRows([[1, 2, 3], [4, 5, 6]]),
  F: { rows: 1, columns: 2, data: Float32Array.of(0.5, 2) },
  b: Float64Array.of(7, 8),
  order: Int32Array.of(1, 0),
};

Deno.test("decodeValues() gives back what encodeValues() was given", () => {
  assertEquals(decodeValues(encodeValues(values)), values);
});

Deno.test("encodeValues() writes matrices with two dimensions and vectors with one", () => {
  const arrays = decodeArrays(encodeValues(values));
  assertEquals(arrays, arraysOf(values));
  assertEquals(arrays.A.shape, [2, 3]);
  assertEquals(arrays.order, { shape: [2], data: values.order });
});

Deno.test("decodeValues() refuses what is no archive", () => {
  assertThrows(() => decodeValues(Uint8Array.of(1, 2)), Error);
});
