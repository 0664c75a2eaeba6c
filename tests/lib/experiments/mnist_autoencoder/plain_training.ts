import type { Start } from "../../../../lib/experiments/mnist_autoencoder/initialise.ts";
import type { Model } from "../../../../lib/experiments/experiment.ts";
import { initialFeedback } from "../../../../lib/feedback/initial.ts";
import { copy, type Matrix } from "../../../../lib/linalg/matrix.ts";
import { addOuter, apply } from "../../../../lib/linalg/product.ts";
import { rules } from "../../../../lib/rules/mod.ts";
import { createPass, outputError } from "../../../../lib/rules/rule.ts";
import { matricesOf } from "./small_problem.ts";

/** Weights and biases, lowest first. */
export interface PlainAutoencoder {
  W: Matrix[];
  b: Float64Array[];
}

/**
 * The autoencoder in float64, one example of a batch after another, with the
 * rules for single examples, as plainly as it can be written. `visit` is shown
 * the network after every batch.
 */
export function trainPlainly(
  start: Start,
  { model, batches, pixels, eta, decay, feedback }: {
    model: Model;
    /** numbers of images */
    batches: Iterable<ArrayLike<number>>;
    pixels: Uint8Array;
    eta: number;
    decay: number;
    /** B1, B2 …, which `visit` may change, in place of the model's */
    feedback?: readonly Matrix[];
  },
  visit: (network: PlainAutoencoder) => void = () => {},
): PlainAutoencoder {
  const W = matricesOf(start, "W").map(copy),
    b = W.map(({ rows }) => new Float64Array(rows));
  const B = W.map((W, k) =>
    k === 0
      ? null
      : feedback
      ? feedback[k - 1]
      : initialFeedback(model.feedback, W, { random: start[`B${k}`] })
  );
  const network = { W, b };
  const { leak } = model;
  const rule = rules[model.rule].make(W.slice(1), { leak });
  for (const batch of batches) {
    const changes = W.map(({ rows, columns }) => ({
      rows,
      columns,
      data: new Float64Array(rows * columns),
    }));
    const biasChanges = b.map(({ length }) => new Float64Array(length));
    for (const n of Array.from(batch)) {
      const x = imageOf(pixels, n);
      const h = forward(network, x);
      const pass = createPass(W, B);
      outputError(pass).forEach((_, i, e) => e[i] = x[i] - h[5][i]);
      pass.hidden.forEach(({ slope }, k) =>
        slope.forEach((_, i) => slope[i] = k === 2 ? 1 : 1 - h[k][i] ** 2)
      );
      rule(pass);
      const δ = [...pass.hidden.map(({ δ }) => δ), outputError(pass)];
      δ.forEach((δ, k) => {
        addOuter(changes[k], eta, { δ, x: k === 0 ? x : h[k - 1] });
        δ.forEach((δ, i) => biasChanges[k][i] += eta * δ);
      });
    }
    W.forEach(({ data }, k) =>
      data.forEach((w, i) => data[i] = (1 - decay) * w + changes[k].data[i])
    );
    b.forEach((b, k) =>
      b.forEach((value, i) => b[i] = (1 - decay) * value + biasChanges[k][i])
    );
    visit(network);
  }
  return network;
}

/** The mean squared error of a pixel, over all images. */
export function plainError(
  network: PlainAutoencoder,
  pixels: Uint8Array,
): number {
  let sum = 0;
  for (let n = 0; n < pixels.length / 784; n++) {
    const x = imageOf(pixels, n);
    const y = forward(network, x)[5];
    x.forEach((x, i) => sum += (x - y[i]) ** 2);
  }
  return sum / pixels.length;
}

function imageOf(pixels: Uint8Array, n: number): Float64Array {
  return Float64Array.from(
    pixels.subarray(784 * n, 784 * (n + 1)),
    (pixel) => pixel / 255,
  );
}

/** h_1 … h_6. */
function forward({ W, b }: PlainAutoencoder, x: Float64Array): Float64Array[] {
  const h: Float64Array[] = [];
  W.forEach((W, k) => {
    const a = apply(W, k === 0 ? x : h[k - 1]).map((a, i) => a + b[k][i]);
    h.push(k === 2 || k === 5 ? a : a.map(Math.tanh));
  });
  return h;
}
