import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { svd } from "../../../lib/linalg/decompositions.ts";
import {
  identity,
  type Matrix,
  matrix,
  transpose,
} from "../../../lib/linalg/matrix.ts";
import { norm } from "../../../lib/linalg/norms.ts";
import { product } from "../../../lib/linalg/product.ts";
import { columnBasis } from "../../../lib/linalg/singular_values.ts";
import { anyMatrices } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";
import { matrixFromRows } from "./matrix_from_rows.ts";

/** Q's rows are orthonormal, and A = Qᵀ Q A. */
function assertBasis(Q: Matrix, A: Matrix): void {
  assertClose(product(Q, transpose(Q)).data, identity(Q.rows).data, 1e-14);
  const scale = norm(A.data) || 1;
  const again = product(transpose(Q), product(Q, A)).data;
  assertClose(
    again.map((a) => a / scale),
    A.data.map((a) => a / scale),
    1e-14,
  );
}

Deno.test("columnBasis() is orthonormal, and makes up every column", () => {
  fc.assert(fc.property(anyMatrices(7), (A) => {
    const Q = columnBasis(A);
    const { s } = svd(A);
    const count = (least: number) => s.filter((σ) => σ > least * s[0]).length;
    assert(count(1e-12) <= Q.rows, "a direction is missing");
    assertBasis(Q, A);
  }));
});

Deno.test("columnBasis() has no more vectors than columns are independent", () => {
  assertEquals(columnBasis(matrixFromRows([[1, 2, -1], [1, 2, -1]])).rows, 1);
  assertEquals(columnBasis(matrix(3, 2)).rows, 0);
  assertEquals(columnBasis(identity(4)).rows, 4);
});

Deno.test("columnBasis() leaves out what is below 1e-25 of the longest column, and keeps what is above", () => {
  const diagonal = (...d: number[]) =>
    matrixFromRows(d.map((v, i) => d.map((_, j) => i === j ? v : 0)));
  assertEquals(columnBasis(diagonal(1e200, 1e180, 1e170)).rows, 2);
  assertEquals(columnBasis(diagonal(1e-200, 1e-220, 1e-230)).rows, 2);
});

Deno.test("columnBasis() is orthonormal where columns differ by no more than rounding", () => {
  const A = matrixFromRows([[1, 1, 1], [1, 1 + 2 ** -52, 1], [
    1,
    1,
    1 - 2 ** -53,
  ]]);
  const Q = columnBasis(A);
  assertEquals(Q.rows, 3);
  assertBasis(Q, A);
});
