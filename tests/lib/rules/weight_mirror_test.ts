import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { createEigenvalues } from "../../../lib/linalg/eigenvalues.ts";
import { copy, type Matrix, matrix } from "../../../lib/linalg/matrix.ts";
import { scale, transpose } from "../../../lib/linalg/matrix.ts";
import { apply, product } from "../../../lib/linalg/product.ts";
import { NumpyRandom } from "../../../lib/random/numpy_random.ts";
import { mirrorWeights } from "../../../lib/rules/weight_mirror.ts";
import { matrices } from "../linalg/arbitrary.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";
import { algebra } from "./batches.ts";

/** A lesson for a copy of B; W is s V, with s = 2. */
function lesson(
  B: Matrix,
  { W, X, eta, decay }: { W: Matrix; X: Matrix; eta: number; decay: number },
): Matrix {
  const weights = { V: scale(copy(W), 0.5), s: 2, b: new Float64Array() };
  const learned = copy(B);
  mirrorWeights(algebra, { B: learned, weights, X }, { eta, decay });
  return learned;
}

/** Eight noises for four units whose X Xᵀ is 8 σ² I. */
function whitenedNoises(deviation: number): Matrix {
  const signs = Array.from(
    { length: 4 },
    (_, i) =>
      Array.from(
        { length: 8 },
        (_, k) => (k >> i) % 2 ? deviation : -deviation,
      ),
  );
  signs[3] = signs[0].map((x, k) => x * signs[1][k] / deviation);
  return matrixFromRows(signs);
}

Deno.test("mirrorWeights() takes the correlation of the two ends from what is left", () => {
  const B = matrixFromRows([[10], [20]]);
  const W = matrixFromRows([[3, 4]]), X = matrixFromRows([[1, 0], [0, 2]]);
  // W X = (3, 8), X (W X)ᵀ = (3, 16)ᵀ
  const { data } = lesson(B, { W, X, eta: 0.5, decay: 0.25 });
  assertEquals([...data], [7.5 - 1.5, 15 - 8]);
});

Deno.test("mirrorWeights() is a sum over noises, one after another", () => {
  fc.assert(
    fc.property(
      matrices(5, 3),
      matrices(3, 5),
      matrices(5, 4),
      (B, W, X) => {
        const wanted = scale(copy(B), 0.9);
        for (let k = 0; k < 4; k++) {
          const x = Float64Array.from(
            { length: 5 },
            (_, j) => X.data[4 * j + k],
          );
          const heard = apply(W, x);
          x.forEach((x, j) =>
            heard.forEach((y, i) => wanted.data[3 * j + i] -= 0.2 * x * y)
          );
        }
        const { data } = lesson(B, { W, X, eta: 0.2, decay: 0.1 });
        assertClose(data, wanted.data, 1e-10);
      },
    ),
  );
});

Deno.test("mirrorWeights() of white noise comes to rest at −η n σ² / λ Wᵀ, from anywhere", () => {
  fc.assert(fc.property(matrices(3, 4), matrices(4, 3), (W, B) => {
    const X = whitenedNoises(0.5), eta = 0.1, decay = 0.4;
    for (let k = 0; k < 80; k++) B = lesson(B, { W, X, eta, decay });
    const c = eta * 8 * 0.5 ** 2 / decay;
    assertClose(B.data, transpose(W, -c).data, 1e-12);
  }));
});

Deno.test("mirrorWeights() learns −σ² Wᵀ of a noise on average, and strays as normal noise must", () => {
  const out = 4, n = 3, deviation = 0.7, noises = 50, lessons = 400;
  const random = new NumpyRandom(1000);
  const W = matrix(out, n, random.normal(out * n));
  const learned = Array.from({ length: lessons }, () => {
    const X = scale(matrix(n, noises, random.normal(n * noises)), deviation);
    const rates = { eta: 1 / noises, decay: 1 };
    return lesson(matrix(n, out), { W, X, ...rates }).data;
  });
  for (let i = 0; i < out; i++) {
    for (let j = 0; j < n; j++) {
      const row = W.data.subarray(n * i, n * (i + 1)), w = row[j];
      const ends = learned.map((data) => data[out * j + i]);
      const mean = ends.reduce((sum, end) => sum + end) / lessons;
      // of x_j (W x)_i, whose variance is σ⁴ (‖W_i‖² + W_ij²)
      const variance = deviation ** 4 *
        (row.reduce((sum, w) => sum + w * w, 0) + w * w) / noises;
      const off = (mean + deviation ** 2 * w) / Math.sqrt(variance / lessons);
      assert(Math.abs(off) < 4, `${off} standard errors away`);
      const strayed = ends.reduce((sum, end) => sum + (end - mean) ** 2, 0);
      const share = strayed / lessons / variance; // 1 ± .07
      assert(share > 0.7 && share < 1.3, `${share} of the variance`);
    }
  }
});

Deno.test("mirrorWeights() closes a loop whose eigenvalues are not positive, however few its noises", () => {
  const eigenvalues = createEigenvalues(3);
  fc.assert(
    fc.property(
      matrices(3, 5),
      fc.array(matrices(5, 2), { minLength: 1, maxLength: 4 }),
      (W, lessons) => {
        let B = matrix(5, 3);
        for (const X of lessons) B = lesson(B, { W, X, eta: 0.1, decay: 0.2 });
        const loop = product(W, B);
        const size = Math.max(1, ...loop.data.map(Math.abs));
        const { real, imaginary } = eigenvalues(loop);
        assert(Math.max(...real) < 1e-10 * size);
        assert(Math.max(...imaginary) < 1e-5 * size);
      },
    ),
  );
});
