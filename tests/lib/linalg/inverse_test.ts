import { assert, assertThrows } from "@std/assert";
import fc from "fast-check";
import { inverse } from "../../../lib/linalg/inverse.ts";
import {
  allFinite,
  identity,
  matrix,
  shiftDiagonal,
} from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { matrices } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";

Deno.test("inverse() times the matrix is the identity, from either side", () => {
  fc.assert(fc.property(matrices(6, 6), (A) => {
    shiftDiagonal(A, 30); // far from singular
    for (const [P, Q] of [[A, inverse(A)], [inverse(A), A]]) {
      assertClose(product(P, Q).data, identity(6).data, 1e-14);
    }
  }));
});

Deno.test("inverse() of a singular matrix is not finite", () => {
  assert(!allFinite(inverse(matrix(2, 2)).data));
});

Deno.test("inverse() refuses a matrix that is not square", () => {
  assertThrows(
    () => inverse(matrix(2, 3)),
    RangeError,
    "Cannot invert a matrix: wanted shape (2, 2), received (2, 3)",
  );
});
