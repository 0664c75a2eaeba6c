import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { hessenberg } from "../../../lib/linalg/hessenberg.ts";
import { type Matrix, matrix } from "../../../lib/linalg/matrix.ts";
import { sumOfSquares } from "../../../lib/linalg/norms.ts";
import { product } from "../../../lib/linalg/product.ts";
import { matrices } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";

const n = 6;
const unit = matrices(n, n).map((A) => matrix(n, n, A.data.map((a) => a / 4)));

function reduced(A: Matrix): Matrix {
  const H = matrix(n, n, A.data.slice());
  hessenberg(H.data, n, new Float64Array(n));
  return H;
}

/** Trace A, A², A³ and ‖A‖²: the same for all orthogonal transforms of A. */
function invariants(A: Matrix): number[] {
  const A2 = product(A, A), A3 = product(A2, A);
  const traces = [A, A2, A3].map(({ data }) =>
    data.filter((_, k) => k % (n + 1) === 0).reduce((sum, a) => sum + a, 0)
  );
  return [...traces, sumOfSquares(A.data)];
}

Deno.test("hessenberg() leaves zeros below the first subdiagonal", () => {
  fc.assert(fc.property(unit, (A) => {
    reduced(A).data.forEach((h, k) => {
      if (Math.floor(k / n) > k % n + 1) assertEquals(h, 0);
    });
  }));
});

Deno.test("hessenberg() is an orthogonal transform", () => {
  fc.assert(fc.property(unit, (A) => {
    assertClose(invariants(reduced(A)), invariants(A), 1e-12);
  }));
});

Deno.test("hessenberg() leaves a matrix of that form alone", () => {
  fc.assert(fc.property(unit, (A) => {
    const H = reduced(A);
    assertEquals(reduced(H), H);
  }));
});
