import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import {
  addOuter,
  apply,
  applyTransposed,
  multiplyInto,
  product,
} from "../../../lib/linalg/product.ts";
import { anyMatrices, matrices, vectors } from "./arbitrary.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";

const A = matrixFromRows([[1, 2, 3], [4, 5, 6]]);
const B = matrixFromRows([[1, 0, 2, 0], [0, 1, 0, 0], [0, 0, 1, 3]]);

Deno.test("product() multiplies shapes (2,3)·(3,4)", () => {
  assertEquals(product(A, B), matrixFromRows([[1, 2, 5, 9], [4, 5, 14, 18]]));
});

Deno.test("product() writes over whatever its target held", () => {
  const target = matrix(2, 4, new Float64Array(8).fill(NaN));
  assertEquals(product(A, B, target), target);
  assertEquals(target, product(A, B));
});

Deno.test("product() refuses shapes (2,3)·(2,3)", () => {
  assertThrows(
    () => product(A, A),
    RangeError,
    "Cannot multiply matrices: wanted shape (3, 3), received (2, 3)",
  );
});

Deno.test("product() refuses a target of the wrong shape", () => {
  assertThrows(
    () => product(A, B, matrix(4, 2)),
    RangeError,
    "store a product",
  );
});

Deno.test("apply() is product() with one column, digit for digit", () => {
  fc.assert(fc.property(
    anyMatrices(7).chain((A) => fc.tuple(fc.constant(A), vectors(A.columns))),
    ([A, x]) => {
      assertEquals(apply(A, x), product(A, matrix(x.length, 1, x)).data);
    },
  ));
});

Deno.test("applyTransposed() is apply() of the transpose, digit for digit", () => {
  fc.assert(fc.property(
    anyMatrices(7).chain((A) => fc.tuple(fc.constant(A), vectors(A.rows))),
    ([A, x]) => assertEquals(applyTransposed(A, x), apply(transpose(A), x)),
  ));
});

Deno.test("apply() and applyTransposed() refuse vectors that do not fit", () => {
  const x = new Float64Array(4);
  assertThrows(() => apply(A, x), RangeError, "wanted 3 numbers, received 4");
  assertThrows(
    () => applyTransposed(A, x),
    RangeError,
    "wanted 2 numbers, received 4",
  );
});

Deno.test("addOuter() adds η δ xᵀ in place", () => {
  fc.assert(fc.property(
    matrices(3, 2),
    vectors(3),
    vectors(2),
    (W, δ, x) => {
      const expected = W.data.map((w, k) => w + 0.5 * δ[k >> 1] * x[k % 2]);
      addOuter(W, 0.5, { δ, x });
      assertEquals(W.data, expected);
    },
  ));
});

Deno.test("multiplyInto() multiplies element by element in place", () => {
  const x = Float64Array.of(2, -3);
  assertEquals(multiplyInto(x, Float64Array.of(5, 7)), x);
  assertEquals(x, Float64Array.of(10, -21));
});
