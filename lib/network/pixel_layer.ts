import {
  BatchLayer,
  type RowLayer,
  type ScaledWeights,
} from "./batch_layer.ts";
import type { Tensorflow } from "./tensorflow.ts";
import type { LearningRates } from "./weights.ts";

/** The lowest layer of a network that is shown images as bytes, ink 255 for an input of 1. */
export interface PixelLayer {
  /** tanh(W x + b 1ᵀ) (out × n) of n images, one row of bytes each */
  activate(pixels: Uint8Array): Promise<Float32Array>;
  /** the same of images and activities that are rows, as it is now and until it learns */
  byRows(): RowLayer<Uint8Array>;
  /** learns from the images last shown and their errors (out × n) */
  learn(E: Float32Array): void;
  /** see `BatchLayer` */
  weights(): Promise<ScaledWeights>;
  dispose(): void;
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

/** The images as rows of numbers from 0 to 1. */
function imageRows(pixels: Uint8Array): Float32Array {
  const X = new Float32Array(pixels.length);
  for (let i = 0; i < X.length; i++) X[i] = shades[pixels[i]];
  return X;
}

/** A pixel layer of tensors. */
export function tensorPixelLayer(
  tf: Tensorflow,
  weights: ScaledWeights & LearningRates,
): PixelLayer {
  const layer = new BatchLayer(tf, weights);
  let X: Float32Array = new Float32Array();
  return {
    activate(pixels) {
      X = imageColumns(pixels, layer.columns);
      return layer.activate(X, "tanh");
    },
    byRows() {
      const { pass, dispose } = layer.byRows("tanh");
      return {
        pass(pixels) {
          const count = pixels.length / layer.columns;
          const X = imageRows(pixels);
          return pass(tf.tensor2d(X, [count, layer.columns]));
        },
        dispose,
      };
    },
    learn: (E) => layer.learn(X, E),
    weights: () => layer.weights(),
    dispose: () => layer.dispose(),
  };
}
