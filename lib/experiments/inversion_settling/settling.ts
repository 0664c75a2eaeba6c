/** How far a loop of dynamic inversion is from where it comes to rest, step by step. */
import type { LabelledImages, PixelScale } from "../../datasets/mnist.ts";
import { tanh } from "../../kernels/tanh.ts";
import { angle, norm } from "../../linalg/norms.ts";
import { apply } from "../../linalg/product.ts";
import { standardise } from "../../network/input_layer.ts";
import { softmaxInto } from "../../network/transfer.ts";
import { rules } from "../../rules/mod.ts";
import { createPass, type Pass } from "../../rules/rule.ts";
import type { Model } from "../experiment.ts";
import type { NetworkWeights } from "../mnist_classification/network.ts";

/** Lengths of a step, in time constants; the published one is .5. */
export const stepLengths: readonly number[] = [0.1, 0.25, 0.5, 1];

/** Where a loop is after some steps, on average over images. */
export interface Settling {
  dt: number;
  steps: number;
  /** between δ and that of NDI, in degrees: the mean */
  angle: number;
  /** ‖δ‖ over that of NDI: the geometric mean */
  gain: number;
}

/** Numbers of steps, six to a decade, up to the longest; the published 999 among them. */
export function stepCounts(longest: number): number[] {
  const counts: number[] = [];
  for (let decade = 1; decade <= longest; decade *= 10) {
    counts.push(...[1, 1.5, 2, 3, 5, 7].map((k) => k * decade));
  }
  return counts.filter((n) => n <= longest && Number.isInteger(n))
    .map((n) => n === 1000 ? 999 : n);
}

/** A network of one hidden layer that is shown images. */
export interface Shown {
  pass: Pass;
  /** how many images there are */
  count: number;
  /** writes slope and output error of an image into the pass */
  show(image: number): void;
}

/**
 * Compares the δ1 of a model's loop after n steps from rest with that of NDI of the
 * same leak and feedback, for steps of every length,
 *
 *   angle = ∠(δ(n), δ_NDI),   gain = ‖δ(n)‖ / ‖δ_NDI‖,
 *
 * each over the errors of all images. δ of a linear loop and of NDI carry the slope,
 * δ of tanh does not: it need not come to the same place. What is not finite, since
 * the loop ran away, is left out.
 *
 * @param each called after every image
 */
export function settling(
  { rule, leak, transfer }: Pick<Model, "rule" | "leak" | "transfer">,
  { pass, count, show }: Shown,
  { longest, each }: { longest: number; each?: () => void },
): Settling[] {
  const [{ W, δ }] = pass.hidden;
  const rest = rules.NDI.make([W], { leak });
  const loops = stepLengths.flatMap((dt) =>
    stepCounts(longest).map((steps) => {
      const integrator = { steps, dt };
      const run = rules[rule].make([W], { leak, transfer, integrator });
      return { dt, steps, run, angles: 0, logGains: 0 };
    })
  );
  for (let image = 0; image < count; image++) {
    show(image);
    rest(pass);
    const rested = δ.slice(), length = norm(rested);
    for (const loop of loops) {
      loop.run(pass);
      loop.angles += angle(δ, rested, length);
      loop.logGains += Math.log(norm(δ) / length);
    }
    each?.();
  }
  return loops.map(({ dt, steps, angles, logGains }) => (
    { dt, steps, angle: angles / count, gain: Math.exp(logGains / count) }
  )).filter(({ angle, gain }) => Number.isFinite(angle + gain));
}

/** The network 784-1000-10 with the feedback B1 of a model, to be shown images. */
export function shownImages(
  { W0, b0, W1, b1, B1 }: NetworkWeights,
  { count, pixels, labels }: LabelledImages,
  scale: PixelScale,
): Shown {
  const W = { ...W0, data: Float64Array.from(W0.data) };
  const pass = createPass([W, W1], [null, B1]);
  const [{ slope, e }] = pass.hidden;
  const size = W.columns;
  return {
    pass,
    count,
    show(image) {
      const bytes = pixels.subarray(image * size, (image + 1) * size);
      const h = apply(W, Float64Array.from(standardise(bytes, scale)));
      for (let i = 0; i < h.length; i++) h[i] += b0[i];
      tanh(h, h);
      for (let i = 0; i < h.length; i++) slope[i] = 1 - h[i] * h[i];
      apply(W1, h, e);
      for (let i = 0; i < e.length; i++) e[i] += b1[i];
      softmaxInto(e);
      for (let i = 0; i < e.length; i++) {
        e[i] = (i === labels[image] ? 1 : 0) - e[i];
      }
    },
  };
}
