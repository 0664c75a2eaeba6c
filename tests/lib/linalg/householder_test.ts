import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { svd } from "../../../lib/linalg/decompositions.ts";
import {
  applyQ,
  applyQTransposed,
  conditionBound,
  factor,
  type Householder,
  householder,
  solveR,
  solveRTransposed,
} from "../../../lib/linalg/householder.ts";
import { type Matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { apply, applyTransposed } from "../../../lib/linalg/product.ts";
import { anyMatrices, vectors } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";

const tall = anyMatrices(6).map((A) => A.rows < A.columns ? transpose(A) : A);

function factored(A: Matrix): Householder {
  const f = householder(A.rows, A.columns);
  f.columns.set(transpose(A).data);
  factor(f);
  return f;
}

function condition(A: Matrix): number {
  const { s } = svd(A);
  return s[0] / s[s.length - 1];
}

Deno.test("applyQ() undoes applyQTransposed()", () => {
  fc.assert(fc.property(
    tall.chain((A) => fc.tuple(fc.constant(A), vectors(A.rows))),
    ([A, y]) => {
      const f = factored(A), turned = y.slice();
      applyQTransposed(f, turned);
      applyQ(f, turned);
      assertClose(turned, y, 1e-13);
    },
  ));
});

Deno.test("solveR() after applyQTransposed() undoes the matrix", () => {
  fc.assert(fc.property(
    tall.chain((A) => fc.tuple(fc.constant(A), vectors(A.columns))),
    ([A, x]) => {
      fc.pre(condition(A) < 1e4);
      const y = apply(A, x), f = factored(A);
      applyQTransposed(f, y);
      solveR(f, y);
      assertClose(y.subarray(0, x.length), x, 1e-9);
    },
  ));
});

Deno.test("solveRTransposed() and applyQ() solve Aᵀ x = b", () => {
  fc.assert(fc.property(
    tall.chain((A) => fc.tuple(fc.constant(A), vectors(A.columns))),
    ([A, b]) => {
      fc.pre(condition(A) < 1e4);
      const f = factored(A), x = new Float64Array(A.rows);
      x.set(b);
      solveRTransposed(f, x);
      applyQ(f, x);
      assertClose(applyTransposed(A, x), b, 1e-9);
    },
  ));
});

Deno.test("conditionBound() is at least the condition number, at most n times it", () => {
  fc.assert(fc.property(tall, (A) => {
    const wanted = condition(A);
    fc.pre(wanted < 1e8);
    const found = conditionBound(factored(A), new Float64Array(A.columns));
    assert(found >= wanted * (1 - 1e-7), `${found} < ${wanted}`);
    assert(found <= A.columns * wanted * (1 + 1e-7), `${found} ≫ ${wanted}`);
  }));
});

Deno.test("conditionBound() is beyond every number for a column of zeros", () => {
  const f = householder(2, 1);
  factor(f);
  assertEquals(conditionBound(f, new Float64Array(1)) < Infinity, false);
});
