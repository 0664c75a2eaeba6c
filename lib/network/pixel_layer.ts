/** The lowest layer of a network that learns from batches of images. */
import { floatTanh } from "../kernels/float_tanh.ts";
import { SparseWeights } from "../kernels/sparse_weights.ts";
import {
  BatchLayer,
  DecayedScale,
  learnBiases,
  type ScaledWeights,
} from "./batch_layer.ts";
import type { Backend } from "./backend.ts";
import type { LearningRates } from "./weights.ts";

/** A layer of tanh units that is shown images as bytes, 255 for an input of 1. */
export interface PixelLayer {
  /** tanh(W x + b 1ᵀ) (out × n) of n images, one row of bytes each */
  activate(pixels: Uint8Array): Promise<Float32Array>;
  /** learns from the images last shown and their errors (out × n) */
  learn(E: Float32Array): Promise<void>;
  /** see `BatchLayer` */
  weights(): ScaledWeights;
}

/** The byte that stands for an input of 1. */
export const fullInk = 255;

/** The number that each byte stands for. */
const shades = Float32Array.from({ length: 256 }, (_, p) => p / fullInk);

/** The images, one row of bytes each, as columns of numbers from 0 to 1 (pixels × n). */
export function imageColumns(pixels: Uint8Array, count: number): Float32Array {
  const n = pixels.length / count;
  const X = new Float32Array(pixels.length);
  for (let i = 0, to = 0; i < count; i++) {
    // the rows' bytes at hand stay in the cache from one pixel to the next
    for (let k = 0, at = i; k < n; k++, at += count) {
      X[to++] = shades[pixels[at]];
    }
  }
  return X;
}

/** A pixel layer that multiplies all pixels. */
export function densePixelLayer(
  backend: Pick<Backend, "gemm" | "room">,
  weights: ScaledWeights & LearningRates,
): PixelLayer {
  const layer = new BatchLayer(backend, weights);
  let X: Float32Array = new Float32Array();
  return {
    activate(pixels) {
      X = imageColumns(pixels, layer.columns);
      return layer.activate(X, "tanh");
    },
    learn: (E) => layer.learn(X, E),
    weights: () => layer.weights(),
  };
}

/** Images shown at a time; where there are more, room for them is made. */
const usualCount = 100;

/**
 * A pixel layer that multiplies only the pixels that are not zero, a fifth of
 * those of MNIST. It learns as `BatchLayer` does: with x = p / 255, W = s V,
 *
 *   W x = (s / 255) V p,   V ← V + Σ_k (η / 255 s) δ_k p_kᵀ.
 */
export function sparsePixelLayer(
  { V, s, b: biases, eta, decay }: ScaledWeights & LearningRates,
): PixelLayer {
  const { rows, columns } = V;
  const sparse = new SparseWeights(V, { outputs: 0, examples: usualCount });
  const scale = new DecayedScale(s);
  const b = biases.slice();
  const keep = 1 - decay;
  return {
    activate(pixels) {
      sparse.show(pixels);
      const s = scale.value / fullInk;
      sparse.multiply(b.map((bias) => bias / s));
      const A = sparse.activities(s);
      floatTanh(A);
      return Promise.resolve(A);
    },
    learn(E) {
      const factor = scale.decay(keep);
      const step = eta / (fullInk * scale.value);
      sparse.setErrors(E);
      sparse.update({
        factors: new Float64Array(E.length / rows).fill(step),
        mean: 0,
        decay: 1 - factor,
      });
      learnBiases(b, E, { keep, eta });
      return Promise.resolve();
    },
    weights: () => ({
      V: { rows, columns, data: sparse.read() },
      s: scale.value,
      b,
    }),
  };
}
