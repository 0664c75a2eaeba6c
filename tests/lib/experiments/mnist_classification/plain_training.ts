import {
  type LabelledImages,
  pixelScale,
} from "../../../../lib/datasets/mnist.ts";
import type { Start } from "../../../../lib/experiments/mnist_classification/initialise.ts";
import {
  copy,
  type Matrix,
  shiftDiagonal,
} from "../../../../lib/linalg/matrix.ts";
import {
  addOuter,
  apply,
  applyTransposed,
  product,
} from "../../../../lib/linalg/product.ts";
import { leastSquares } from "../../linalg/solved.ts";

/** How the error of the hidden layer is found from that of the output, δ2. */
export type PlainRule = (
  δ2: Float64Array,
  layer: { W1: Matrix; slope: Float64Array },
) => Float64Array;

/** δ1 = W1ᵀ δ2 ∘ φ′. */
const plainBackpropagation: PlainRule = (δ2, { W1, slope }) =>
  applyTransposed(W1, δ2).map((δ, i) => δ * slope[i]);

/** δ1 = B (W1 B − α I)⁺ δ2 ∘ φ′. */
export function plainInversion(B: Matrix, leak: number): PlainRule {
  return (δ2, { W1, slope }) => {
    const loop = shiftDiagonal(product(W1, B), -leak);
    return apply(B, leastSquares(loop, δ2)).map((δ, i) => δ * slope[i]);
  };
}

/** δ1 = W1⁺ δ2 ∘ φ′. */
export const plainPseudobackpropagation: PlainRule = (δ2, { W1, slope }) =>
  leastSquares(W1, δ2).map((δ, i) => δ * slope[i]);

/**
 * Training one example at a time in float64, as plainly as it can be written:
 * what training in blocks must agree with. `visit` is shown the network after
 * every example; the rule defaults to backpropagation.
 */
export function trainPlainly(
  { W0: start0, W1: start1 }: Pick<Start, "W0" | "W1">,
  { train, order, eta, decay, rule = plainBackpropagation }: {
    train: LabelledImages;
    order: Iterable<number>;
    eta: number;
    decay: number;
    rule?: PlainRule;
  },
  visit: (network: PlainNetwork) => void = () => {},
): PlainNetwork {
  const W0 = copy(start0), W1 = copy(start1);
  const b0 = new Float64Array(W0.rows), b1 = new Float64Array(W1.rows);
  const scale = pixelScale(train.pixels);
  const network = { W0, b0, W1, b1, scale };
  for (const n of order) {
    const { x, h, y } = answer(network, train, n);
    const δ2 = y.map((y, i) => (i === train.labels[n] ? 1 : 0) - y);
    const δ1 = rule(δ2, { W1, slope: h.map((h) => 1 - h * h) });
    for (
      const [W, b, δ, input] of [[W0, b0, δ1, x], [W1, b1, δ2, h]] as const
    ) {
      for (const values of [W.data, b]) {
        for (let i = 0; i < values.length; i++) values[i] *= 1 - decay;
      }
      addOuter(W, eta, { δ, x: input });
      δ.forEach((δ, i) => b[i] += eta * δ);
    }
    visit(network);
  }
  return network;
}

/** The fraction of images that the network gets wrong. */
export function plainErrorRate(
  network: PlainNetwork,
  images: LabelledImages,
): number {
  let wrong = 0;
  for (let n = 0; n < images.count; n++) {
    const { y } = answer(network, images, n);
    if (y.indexOf(Math.max(...y)) !== images.labels[n]) wrong++;
  }
  return wrong / images.count;
}

interface PlainNetwork {
  W0: Matrix;
  b0: Float64Array;
  W1: Matrix;
  b1: Float64Array;
  scale: { mean: number; deviation: number };
}

function answer(
  { W0, b0, W1, b1, scale }: PlainNetwork,
  { pixels }: LabelledImages,
  n: number,
) {
  const x = Float64Array.from(
    pixels.subarray(784 * n, 784 * (n + 1)),
    (pixel) => (pixel - scale.mean) / scale.deviation,
  );
  const h = apply(W0, x).map((a, i) => Math.tanh(a + b0[i]));
  const o = apply(W1, h).map((a, i) => Math.exp(a + b1[i]));
  const sum = o.reduce((sum, value) => sum + value);
  return { x, h, y: o.map((value) => value / sum) };
}
