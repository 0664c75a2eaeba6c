import { assert, assertEquals, assertThrows } from "@std/assert";
import * as plain from "../../../lib/kernels/plain.ts";
import {
  singleLoop,
  type SingleLoopLayers,
} from "../../../lib/kernels/single_loop.ts";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { assertAllClose, uniform, uniformMatrix } from "./numbers.ts";

const published = { leak: 0.01, steps: 999, dt: 0.5 };

/** Layers with feedback −W1ᵀ W2ᵀ. */
function layers(
  [x, y, z]: number[],
  { scale, error = 0.1 }: { scale: number; error?: number },
): SingleLoopLayers {
  const W1 = uniformMatrix(y, x, { seed: x, scale });
  const W2 = uniformMatrix(z, y, { seed: y + 50, scale });
  const B = transpose(product(W2, W1), -1);
  const e = uniform(z, { seed: z, scale: error });
  const [δ1, δ2] = [new Float64Array(x), new Float64Array(y)];
  return { W1, W2, B, e, δ1, δ2 };
}

function assertPlain(given: SingleLoopLayers, settings: typeof published) {
  const expected = {
    ...given,
    δ1: new Float64Array(given.δ1.length),
    δ2: new Float64Array(given.δ2.length),
  };
  singleLoop(given, settings);
  plain.singleLoop(expected, settings);
  assertAllClose(given.δ1, expected.δ1, 1e-12);
  assertAllClose(given.δ2, expected.δ2, 1e-12);
}

Deno.test("singleLoop() agrees with the plain form at the published sizes", () => {
  for (const scale of [0.01, 0.05, 0.2]) {
    assertPlain(layers([20, 10, 10], { scale }), published);
  }
});

Deno.test("singleLoop() agrees with the plain form where the units saturate", () => {
  assertPlain(layers([20, 10, 10], { scale: 0.2, error: 3 }), published);
});

Deno.test("singleLoop() agrees with the plain form for all sizes from 1 to 32", () => {
  for (let size = 1; size <= 32; size++) {
    const sizes = [size, 33 - size, (size * 5) % 31 + 1];
    const settings = { leak: 0.1, steps: 40, dt: 0.5 };
    assertPlain(layers(sizes, { scale: 0.2 }), settings);
  }
});

Deno.test("singleLoop() updates the groups in order, each seeing the new values", () => {
  const [one] = [matrix(1, 1, Float64Array.of(1))];
  const given = {
    ...{ W1: one, W2: one, B: one, e: Float64Array.of(-8) },
    ...{ δ1: new Float64Array(1), δ2: new Float64Array(1) },
  };
  singleLoop(given, { leak: 0, steps: 2, dt: 0.5 });
  // The error reaches r_z in the first step and both others in the second.
  assertEquals(given.δ1[0], 2);
  assert(Math.abs(given.δ2[0] - Math.tanh(2) / 2) < 1e-15);
});

Deno.test("singleLoop() starts from rest each time and changes only δ1 and δ2", () => {
  const given = layers([20, 10, 10], { scale: 0.1 });
  const { δ1, δ2, ...others } = given;
  const before = structuredClone(others);
  singleLoop(given, published);
  const first = [δ1.slice(), δ2.slice()];
  given.e[0] = NaN;
  singleLoop(given, published);
  assert(δ1.every(Number.isNaN) && δ2.every(Number.isNaN));
  given.e[0] = before.e[0];
  singleLoop(given, published);
  assertEquals([δ1, δ2], first);
  assertEquals(others, before);
});

Deno.test("singleLoop() refuses shapes that do not fit together", () => {
  const given = layers([4, 3, 2], { scale: 0.1 });
  assertThrows(
    () => singleLoop({ ...given, B: matrix(2, 4) }, published),
    RangeError,
    "Cannot run a loop with feedback: wanted shape (4, 2), received (2, 4)",
  );
  assertThrows(
    () => singleLoop({ ...given, δ2: new Float64Array(4) }, published),
    RangeError,
    "Cannot run a loop for δ2: wanted 3 numbers, received 4",
  );
});
