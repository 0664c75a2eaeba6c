import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Matrix, matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { apply } from "../../../lib/linalg/product.ts";
import { QR } from "../../../lib/linalg/qr.ts";
import { anyMatrices, vectors } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";
import { singularValues } from "./singular_values.ts";

const tall = anyMatrices(6).map((A) => A.rows < A.columns ? transpose(A) : A);

function factored(A: Matrix): QR {
  const qr = new QR(A);
  qr.factor(A);
  return qr;
}

function condition(A: Matrix): number {
  const s = singularValues(A);
  return s[0] / s[s.length - 1];
}

Deno.test("QR.applyQ() undoes QR.applyQTransposed()", () => {
  fc.assert(fc.property(
    tall.chain((A) => fc.tuple(fc.constant(A), vectors(A.rows))),
    ([A, y]) => {
      const qr = factored(A), turned = y.slice();
      qr.applyQTransposed(turned);
      qr.applyQ(turned);
      assertClose(turned, y, 1e-13);
    },
  ));
});

Deno.test("QR.applyQTransposed() brings the columns of the matrix to a triangle", () => {
  fc.assert(fc.property(tall, (A) => {
    const qr = factored(A), columns = transpose(A);
    for (let k = 0; k < A.columns; k++) {
      const column = columns.data.slice(k * A.rows, (k + 1) * A.rows);
      qr.applyQTransposed(column);
      assertClose([column[k]], [qr.diagonal[k]], 1e-12);
      const below = column.subarray(k + 1);
      assertClose(below, new Float64Array(below.length), 1e-12);
    }
  }));
});

Deno.test("QR.solve() undoes a matrix with no more columns than rows", () => {
  fc.assert(fc.property(
    tall.chain((A) => fc.tuple(fc.constant(A), vectors(A.columns))),
    ([A, x]) => {
      fc.pre(condition(A) < 1e4);
      const found = factored(A).solve(apply(A, x), new Float64Array(A.columns));
      assertClose(found, x, 1e-9);
    },
  ));
});

Deno.test("QR.solve() solves A x = b where A has no more rows than columns", () => {
  fc.assert(fc.property(
    tall.chain((A) => fc.tuple(fc.constant(transpose(A)), vectors(A.columns))),
    ([A, b]) => {
      fc.pre(condition(A) < 1e4);
      const x = factored(A).solve(b, new Float64Array(A.columns));
      assertClose(apply(A, x), b, 1e-9);
    },
  ));
});

Deno.test("QR.conditionBound() is at least the condition number, at most n times it", () => {
  fc.assert(fc.property(tall, (A) => {
    const wanted = condition(A);
    fc.pre(wanted < 1e8);
    const found = factored(A).conditionBound();
    assert(found >= wanted * (1 - 1e-7), `${found} < ${wanted}`);
    assert(found <= A.columns * wanted * (1 + 1e-7), `${found} ≫ ${wanted}`);
  }));
});

Deno.test("QR.conditionBound() is beyond every number for a column of zeros", () => {
  const found = factored(matrix(2, 1)).conditionBound();
  assertEquals(found < Infinity, false);
});
