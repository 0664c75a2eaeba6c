import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertThrows,
} from "@std/assert";
import { floatGemm, floatRoom } from "../../../lib/kernels/float_gemm.ts";
import { SparseWeights } from "../../../lib/kernels/sparse_weights.ts";
import { copy, type Matrix, matrix } from "../../../lib/linalg/matrix.ts";
import { addOuter, apply } from "../../../lib/linalg/product.ts";
import { integers, uniform, uniformMatrix } from "./numbers.ts";

/** `count` rows of bytes, about one in five not zero; the first row is zero, the last full. */
function sparseBytes(
  count: number,
  inputs: number,
  seed: number,
): Uint8Array {
  const next = integers(seed);
  const bytes = Uint8Array.from(
    { length: count * inputs },
    () => next() % 5 === 0 ? next() % 256 : 0,
  );
  return bytes.fill(0, 0, inputs).fill(255, (count - 1) * inputs);
}

const rowOf = (bytes: Uint8Array, n: number, inputs: number) =>
  Float64Array.from(bytes.subarray(n * inputs, (n + 1) * inputs));

const sum = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0);

/** Passes if numbers as large as `scale` are equal to float32. */
function assertClose(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  scale: number,
): void {
  assertEquals(found.length, wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    assertAlmostEquals(found[i], wanted[i], 2e-6 * scale);
  }
}

/** Units and inputs that fill their tiles and eights, and that do not. */
const shapes = [[64, 16], [7, 11], [70, 29], [33, 784], [40, 400]];
const count = 9, outputs = 4;

for (const [units, inputs] of shapes) {
  const shape = `(${units}, ${inputs})`;
  const W = uniformMatrix(units, inputs, { seed: 1 });
  const bytes = sparseBytes(count, inputs, 2);
  const show = (A: Matrix = W, examples = count) => {
    const weights = new SparseWeights(A, { outputs, examples });
    return { weights, totals: weights.show(bytes) };
  };

  Deno.test(`SparseWeights of shape ${shape} sums bytes, and their products exactly`, () => {
    const { weights, totals } = show();
    const products = weights.products();
    for (let t = 0; t < count; t++) {
      const row = rowOf(bytes, t, inputs);
      assertEquals(totals[t], sum(row));
      for (let s = 0; s <= t; s++) {
        const wanted = apply(matrix(1, inputs, row), rowOf(bytes, s, inputs));
        assertEquals(products[t * count + s], wanted[0]);
      }
    }
  });

  Deno.test(`SparseWeights of shape ${shape} multiplies into rows as floatGemm() does, to the bit`, () => {
    const { weights } = show();
    weights.write({ ...W, data: W.data.map((w) => -w) });
    weights.show(bytes, 1 / 255);
    const columns = units, stride = units + (4 - units % 4) % 4;
    const room = floatRoom({ rows: count, columns: stride });
    weights.multiplyInto({ data: room.data, columns, stride }, 0.7);
    const A = Float32Array.from(bytes, (p) => Math.fround(1 / 255) * p);
    const B = Float32Array.from(W.data, (w) => -w);
    const C = new Float32Array(count * stride);
    const sizes = { rows: count, inner: inputs, columns, transposeB: true };
    floatGemm({ A, B, C }, { ...sizes, strides: { C: stride } }, {
      alpha: 0.7,
    });
    assertEquals(room.data.slice(), C);
  });

  Deno.test(`SparseWeights of shape ${shape} multiplies, and adds earlier errors`, () => {
    const { weights } = show();
    const bias = uniform(units, { seed: 3 });
    const δ = Array.from(
      { length: count },
      (_, t) => uniform(units, { seed: 4 + t }),
    );
    weights.multiply(bias);
    δ.forEach((δ, t) => weights.setError(t, δ));
    const factors = uniform(count, { seed: 20, scale: 100 });
    for (let t = 0; t < count; t++) {
      const wanted = apply(W, rowOf(bytes, t, inputs)).map((a, i) => {
        let sum = 0.5 * (a + bias[i]);
        for (let s = 0; s < t; s++) sum += factors[s] * δ[s][i];
        return sum;
      });
      const found = weights.activate(t, { scale: 0.5, weights: factors });
      assertClose(found, wanted, 255 * Math.sqrt(inputs));
    }
  });

  for (const [decay, mean] of [[0.1, 33.3], [0, 0], [0.1, 0], [0, 33.3]]) {
    Deno.test(`SparseWeights of shape ${shape} learns (1 − ${decay}) W + Σ factor δ (p − ${mean})ᵀ`, () => {
      const { weights } = show();
      const wanted = copy(W);
      const factors = uniform(count, { seed: 5, scale: 0.01 });
      wanted.data.forEach((w, i) => wanted.data[i] = (1 - decay) * w);
      for (let t = 0; t < count; t++) {
        const δ = uniform(units, { seed: 6 + t });
        weights.setError(t, δ);
        const x = rowOf(bytes, t, inputs).map((p) => p - mean);
        addOuter(wanted, factors[t], { δ, x });
      }
      weights.update({ factors, mean, decay });
      assertClose(weights.read(), wanted.data, 5);
      const sums = apply(wanted, new Float64Array(inputs).fill(1));
      assertClose(weights.sums(), sums, 5 * Math.sqrt(inputs));
    });
  }

  Deno.test(`SparseWeights of shape ${shape} answers output · tanh(scale (W p + bias))`, () => {
    const { weights } = show();
    const bias = uniform(units, { seed: 7 });
    const output = uniformMatrix(outputs, units, { seed: 8 });
    const scale = 1 / (60 * Math.sqrt(inputs));
    weights.setOutput(output);
    const wanted = Array.from({ length: count }, (_, n) => {
      const a = apply(W, rowOf(bytes, n, inputs));
      return [...apply(
        output,
        a.map((a, i) => Math.tanh(scale * (a + bias[i]))),
      )];
    }).flat();
    assertClose(weights.answers(bias, scale), wanted, units);
  });

  Deno.test(`SparseWeights of shape ${shape} gives back the weights it is given, to float32`, () => {
    assertEquals(show().weights.read(), Float32Array.from(W.data));
  });

  Deno.test(`SparseWeights of shape ${shape} makes room for more examples than foreseen`, () => {
    const enough = show().weights, few = show(W, 2).weights;
    assertEquals(few.products(), enough.products());
    const bias = uniform(units, { seed: 9 });
    assertEquals(few.answers(bias, 0.01), enough.answers(bias, 0.01));
    assertEquals(few.read(), enough.read());
  });
}

Deno.test("SparseWeights answers with a tanh that is exact to 3e-7, odd, and NaN of NaN", () => {
  const a = Float32Array.from({ length: 32 }, (_, i) => (i - 16) ** 3 / 300);
  a[5] = Infinity;
  a[6] = -Infinity;
  a[7] = NaN;
  const weights = new SparseWeights(matrix(32, 1), {
    outputs: 32,
    examples: 1,
  });
  const identity = matrix(32, 32);
  // one unit at a time: 0 · NaN would reach the others
  const found = Array.from(a, (value, i) => {
    identity.data.fill(0)[i * 33] = 1;
    weights.setOutput(identity);
    weights.show(Uint8Array.of(0));
    const alone = a.map((_, k) => k === i ? value : 0);
    return weights.answers(alone, 1)[i];
  });
  a.forEach((value, i) => {
    if (i === 7) assert(Number.isNaN(found[i]));
    else assertAlmostEquals(found[i], Math.tanh(value), 3e-7);
    if (i > 16 && 32 - i > 7) assertEquals(found[i], -found[32 - i]);
  });
});

Deno.test("SparseWeights refuses part of an example, and weights of another shape", () => {
  const weights = new SparseWeights(matrix(3, 5), { outputs, examples: 2 });
  assertThrows(
    () => weights.show(new Uint8Array(12)),
    RangeError,
    "Cannot show examples: wanted 10 numbers, received 12",
  );
  const data = new Float64Array(14);
  assertThrows(
    () =>
      new SparseWeights({ rows: 3, columns: 5, data }, {
        outputs,
        examples: 1,
      }),
    RangeError,
    "Cannot make weights: wanted 15 numbers, received 14",
  );
});
