import { assert, assertEquals } from "@std/assert";
import {
  type LoopedLayers,
  reducedLoop,
  singleLoop,
  type SingleLoopLayers,
  tanhLoop,
} from "../../../lib/kernels/loops.ts";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { assertAllClose, uniform, uniformMatrix } from "./numbers.ts";
import * as plain from "./plain.ts";

const published = { leak: 0.01, steps: 999, dt: 0.5 };

/** Layers whose loop is stable: feedback is close to −Wᵀ. */
function layers(out: number, n: number, scale = 0.3): LoopedLayers {
  const W = uniformMatrix(out, n, { seed: 100 * out + n, scale });
  const B = transpose(W, -1);
  const noise = uniform(out * n, { seed: n, scale: scale / 100 });
  noise.forEach((value, i) => B.data[i] += value);
  const e = uniform(out, { seed: out, scale: 0.1 });
  return { W, B, e, δ: new Float64Array(n) };
}

const kernels = [
  { name: "reducedLoop()", kernel: reducedLoop, transfer: undefined },
  { name: "tanhLoop()", kernel: tanhLoop, transfer: Math.tanh },
];

for (const { name, kernel, transfer } of kernels) {
  const expected = (given: LoopedLayers, settings = published) => {
    const δ = new Float64Array(given.δ.length);
    plain.loop({ ...given, δ }, settings, transfer);
    return δ;
  };

  Deno.test(`${name} agrees with the plain form at the published sizes`, () => {
    for (const [out, n] of [[10, 20], [10, 10]]) {
      for (const scale of [0.01, 0.1, 0.3]) {
        const given = layers(out, n, scale);
        kernel(given, published);
        assertAllClose(given.δ, expected(given), 1e-12);
      }
    }
  });

  Deno.test(`${name} agrees with the plain form for all sizes from 1 to 32`, () => {
    for (let size = 1; size <= 32; size++) {
      for (const [out, n] of [[size, 33 - size], [size, size]]) {
        const given = layers(out, n, 0.2);
        const settings = { leak: 0.1, steps: 60, dt: 0.5 };
        kernel(given, settings);
        assertAllClose(given.δ, expected(given, settings), 1e-12);
      }
    }
  });

  Deno.test(`${name} makes the number of steps asked for`, () => {
    for (const steps of [0, 1, 2, 3]) {
      const given = layers(3, 5), settings = { leak: 0.2, steps, dt: 0.25 };
      kernel(given, settings);
      if (steps === 0) assertEquals(given.δ, new Float64Array(5));
      else assertAllClose(given.δ, expected(given, settings), 1e-14);
    }
  });

  Deno.test(`${name} starts from rest each time and changes only δ`, () => {
    const given = layers(10, 20), { δ, ...others } = given;
    const before = structuredClone(others);
    kernel(given, published);
    const first = δ.slice();
    kernel(layers(10, 20, 0.1), published);
    kernel(given, published);
    assertEquals(δ, first);
    assertEquals(others, before);
  });

  Deno.test(`${name} passes on what is not finite, and forgets it`, () => {
    const given = layers(10, 20), good = given.e[3];
    kernel(given, published);
    const first = given.δ.slice();
    given.e[3] = NaN;
    kernel(given, published);
    assert(given.δ.every(Number.isNaN));
    given.e[3] = good;
    kernel(given, published);
    assertEquals(given.δ, first);
  });
}

Deno.test("reducedLoop() makes any number of steps of any length, settled or not", () => {
  const counts = [...Array(40).keys(), 126, 127, 999, 9998].map((n) => n + 1);
  for (const dt of [0.1, 0.5, 1, 1.5]) {
    for (const leak of [0, 0.01]) {
      for (const steps of counts) {
        const given = layers(10, 20, 0.1), settings = { leak, steps, dt };
        const δ = new Float64Array(20);
        plain.loop({ ...given, δ }, settings);
        reducedLoop(given, settings);
        assertAllClose(given.δ, δ, 1e-11);
      }
    }
  }
});

Deno.test("reducedLoop() grows beyond bounds when unstable", () => {
  const given = layers(10, 20);
  given.B.data.forEach((value, i) => given.B.data[i] = -9 * value);
  reducedLoop(given, published);
  assert(given.δ.every((value) => !(Math.abs(value) < 1e100)));
});

/** Layers with feedback −W1ᵀ W2ᵀ. */
function threeLayers(
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
    assertPlain(threeLayers([20, 10, 10], { scale }), published);
  }
});

Deno.test("singleLoop() agrees with the plain form where the units saturate", () => {
  assertPlain(threeLayers([20, 10, 10], { scale: 0.2, error: 3 }), published);
});

Deno.test("singleLoop() agrees with the plain form for all sizes from 1 to 32", () => {
  for (let size = 1; size <= 32; size++) {
    const sizes = [size, 33 - size, (size * 5) % 31 + 1];
    const settings = { leak: 0.1, steps: 40, dt: 0.5 };
    assertPlain(threeLayers(sizes, { scale: 0.2 }), settings);
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
  const given = threeLayers([20, 10, 10], { scale: 0.1 });
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
