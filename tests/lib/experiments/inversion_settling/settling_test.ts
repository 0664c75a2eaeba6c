import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { pixelScale } from "../../../../lib/datasets/mnist.ts";
import {
  settling,
  shownImages,
  stepCounts,
  stepLengths,
} from "../../../../lib/experiments/inversion_settling/settling.ts";
import { matrix, scale, transpose } from "../../../../lib/linalg/matrix.ts";
import { angle, norm } from "../../../../lib/linalg/norms.ts";
import { multiplyInto } from "../../../../lib/linalg/product.ts";
import { NumpyRandom } from "../../../../lib/random/numpy_random.ts";
import { dynamicInversion } from "../../../../lib/rules/dynamic_inversion.ts";
import { nonDynamicInversion } from "../../../../lib/rules/non_dynamic_inversion.ts";
import { createPass } from "../../../../lib/rules/rule.ts";
import { uniformMatrix } from "../../kernels/numbers.ts";
import { smallProblem } from "../mnist_classification/small_problem.ts";

const W = uniformMatrix(4, 9, { seed: 1, scale: 0.4 });

/** Three errors, and slopes of their own, over weights W with feedback of that scale. */
function shownErrors(feedback = -1) {
  const pass = createPass([matrix(9, 1), W], [null, transpose(W, feedback)]);
  const [{ slope, e }] = pass.hidden;
  const show = (image: number) => {
    const random = new NumpyRandom(image);
    slope.set(random.uniform(0.3, 1, 9));
    e.set(random.uniform(-0.5, 0.5, 4));
  };
  return { pass, count: 3, show };
}

const linear = { rule: "DI", leak: 0.05 } as const;
const tanh = { ...linear, transfer: "tanh" } as const;

Deno.test("stepCounts() go six to a decade to the longest, by the published 999", () => {
  assertEquals(
    stepCounts(3000).join(),
    "1,2,3,5,7,10,15,20,30,50,70,100,150,200,300,500,700,999,1500,2000,3000",
  );
  assertEquals(stepCounts(1), [1]);
});

Deno.test("settling() begins along Bᵀ e, as far as the square of the step's length", () => {
  const first = settling(linear, shownErrors(), { longest: 1 });
  assertEquals(first.map(({ dt }) => dt), stepLengths);
  const [{ dt: shortest, angle, gain: least }] = first;
  assert(angle > 1);
  for (const { dt, gain, angle: same } of first) {
    assertAlmostEquals(same, angle, 1e-9);
    assertAlmostEquals(gain / least, (dt / shortest) ** 2, 1e-9);
  }
});

Deno.test("settling() of a linear loop ends in the direction and at the length of NDI", () => {
  const last = settling(linear, shownErrors(), { longest: 3000 })
    .filter(({ steps }) => steps === 3000);
  assertEquals(last.length, stepLengths.length);
  for (const { angle, gain } of last) {
    assertAlmostEquals(angle, 0, 1e-7);
    assertAlmostEquals(gain, 1, 1e-9);
  }
});

for (const model of [linear, tanh]) {
  Deno.test(`settling() of ${JSON.stringify(model)} averages what the plain loop does`, () => {
    const { leak } = model, transfer = "transfer" in model ? "tanh" : "linear";
    const { pass, count, show } = shownErrors();
    const [layer] = pass.hidden;
    for (
      const { dt, steps, ...found } of settling(
        model,
        { pass, count, show },
        { longest: 70 },
      )
    ) {
      let sum = 0, product = 1;
      for (let image = 0; image < count; image++) {
        show(image);
        nonDynamicInversion({ leak })(W)(layer);
        const rested = layer.δ.slice();
        const integrator = { steps, dt };
        dynamicInversion({ leak, transfer, integrator })(W)(layer);
        if (transfer === "linear") multiplyInto(layer.δ, layer.slope);
        sum += angle(layer.δ, rested);
        product *= norm(layer.δ) / norm(rested);
      }
      assertAlmostEquals(found.angle, sum / count, 1e-6);
      assertAlmostEquals(found.gain, Math.cbrt(product), 1e-9);
    }
  });
}

Deno.test("settling() leaves out where a loop has run away beyond all numbers", () => {
  const away = settling(linear, shownErrors(1), { longest: 3000 });
  const counts = away.filter(({ dt }) => dt === 1).map(({ steps }) => steps);
  assertEquals(counts[0], 1);
  assert(counts.at(-1)! < 3000);
  assert(away.every(({ angle, gain }) => Number.isFinite(angle + gain)));
});

Deno.test("shownImages() writes the slope of tanh and the error of softmax", () => {
  const { start, data } = smallProblem({ hidden: 6 });
  const { W0, W1 } = start;
  const b0 = Float64Array.from({ length: 6 }, (_, i) => i / 10);
  const b1 = Float64Array.from({ length: 10 }, (_, i) => i / 5);
  const pixels = pixelScale(data.train.pixels);
  const float = { ...W0, data: Float32Array.from(W0.data) };
  const B1 = scale(transpose(W1), -1);
  const shown = shownImages(
    { W0: float, b0, W1, b1, B1 },
    data.test,
    pixels,
  );
  assertEquals(shown.count, 60);
  const [layer] = shown.pass.hidden;
  assertEquals(layer.B, B1);
  for (const image of [0, 7]) {
    shown.show(image);
    const bytes = data.test.pixels.subarray(784 * image, 784 * (image + 1));
    const h = Array.from(b0, (b, i) => {
      let a = b;
      bytes.forEach((byte, j) => {
        a += float.data[784 * i + j] * (byte - pixels.mean) / pixels.deviation;
      });
      return Math.tanh(a);
    });
    const powers = Array.from(
      b1,
      (b, k) => Math.exp(h.reduce((a, h, i) => a + W1.data[6 * k + i] * h, b)),
    );
    const all = powers.reduce((a, b) => a + b);
    h.forEach((h, i) => assertAlmostEquals(layer.slope[i], 1 - h * h, 1e-6));
    powers.forEach((power, k) => {
      const wanted = k === data.test.labels[image] ? 1 : 0;
      assertAlmostEquals(layer.e[k], wanted - power / all, 1e-6);
    });
  }
});
