import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { francisStep } from "../../../lib/linalg/francis_step.ts";
import { hessenberg } from "../../../lib/linalg/hessenberg.ts";
import { type Matrix, matrix } from "../../../lib/linalg/matrix.ts";
import { sumOfSquares } from "../../../lib/linalg/norms.ts";
import { product } from "../../../lib/linalg/product.ts";
import { matrices } from "./arbitrary.ts";
import { assertClose } from "./assert_close.ts";

const n = 5;
const whole = { low: 0, high: n - 1, exceptional: false };

const hessenbergs = matrices(n, n).map((A) => {
  const H = matrix(n, n, A.data.map((a) => a / 4));
  hessenberg(H.data, n, new Float64Array(n));
  return H;
}).filter((H) => subdiagonal(H).every((h) => h > 1e-3));

function subdiagonal({ data }: Matrix): number[] {
  return [0, 1, 2, 3].map((k) => Math.abs(data[(k + 1) * n + k]));
}

/** Trace H, H², H³ and ‖H‖²: the same for all orthogonal transforms of H. */
function invariants(H: Matrix): number[] {
  const H2 = product(H, H), H3 = product(H2, H);
  const traces = [H, H2, H3].map(({ data }) =>
    data.filter((_, k) => k % (H.rows + 1) === 0).reduce((sum, h) => sum + h, 0)
  );
  return [...traces, sumOfSquares(H.data)];
}

for (const exceptional of [false, true]) {
  Deno.test(`francisStep() is an orthogonal transform to the same form${exceptional ? ", with exceptional shifts too" : ""}`, () => {
    fc.assert(fc.property(hessenbergs, (H) => {
      const before = invariants(H);
      francisStep(H.data, n, { ...whole, exceptional });
      assertClose(invariants(H), before, 1e-12);
      H.data.forEach((h, k) => {
        if (Math.floor(k / n) > k % n + 1) assertEquals(h, 0);
      });
    }));
  });
}

Deno.test("francisStep(), made again and again, splits off the end of the block", () => {
  fc.assert(fc.property(hessenbergs, (H) => {
    const last = () => Math.min(...subdiagonal(H).slice(-2));
    for (let step = 0; step < 60 && last() > 1e-14; step++) {
      francisStep(H.data, n, { ...whole, exceptional: step % 10 === 9 });
    }
    assert(last() <= 1e-14);
  }));
});

Deno.test("francisStep() works inside its block only", () => {
  fc.assert(fc.property(hessenbergs, (H) => {
    const before = H.data.slice();
    francisStep(H.data, n, { low: 1, high: 3, exceptional: false });
    H.data.forEach((h, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      if (Math.min(i, j) < 1 || Math.max(i, j) > 3) assertEquals(h, before[k]);
    });
    const corner = [6, 7, 8, 11, 12, 13, 16, 17, 18];
    const [found, wanted] = [H.data, before].map((data) =>
      invariants(matrix(3, 3, Float64Array.from(corner, (k) => data[k])))
    );
    assertClose(found, wanted, 1e-12);
  }));
});
