import {
  type LabelledImages,
  type PixelScale,
  pixelsPerImage,
  standardise,
} from "../../datasets/mnist.ts";
import { BlockedLayer } from "../../network/blocked_layer.ts";
import { errorRate } from "../../network/error_rate.ts";
import { InkedLayer } from "../../network/inked_layer.ts";
import type { Tensorflow } from "../../network/tensorflow.ts";
import type { LearningRates, Weights } from "../../network/weights.ts";

/** What the first layer is made of. */
export interface FirstLayerStart extends Weights, LearningRates {
  /** of the pixels that it is shown */
  scale: PixelScale;
  /** units of the layer above */
  outputs: number;
}

/**
 * The first layer, shown images in blocks: between `begin`, awaited, and `end`,
 * `activate(t, a)` then `learn(δ)` for t = 0, 1, … in order.
 */
export interface FirstLayer {
  begin(pixels: Uint8Array): Promise<void>;
  /** sets `a` to W x_t + b */
  activate(t: number, a: Float64Array): void;
  learn(δ: Float64Array): void;
  end(): void;
  /** the fraction of images that argmax(W1 tanh(W x + b) + b1) mistakes */
  errorRate(output: Weights, images: LabelledImages): Promise<number>;
  /** between blocks all that it knows: a layer made from it goes on bit for bit */
  state(): Promise<{ W: Float32Array; b: Float64Array }>;
  /** frees what it holds; it is of no use afterwards */
  dispose(): void;
}

/**
 * A first layer that suits the backend. On `wasm` it takes the ink of images
 * alone, by the project's own kernels, which is several times as fast as all
 * of the pixels as tensors; tensorflow.js then has nothing to do. On all other
 * backends it is made of tensors.
 */
export function openFirstLayer(
  tf: Tensorflow,
  start: FirstLayerStart,
): FirstLayer {
  return tf.getBackend() === "wasm"
    ? inkedFirstLayer(start)
    : tensorFirstLayer(tf, start);
}

/** The first layer of an `InkedLayer`. */
export function inkedFirstLayer(start: FirstLayerStart): FirstLayer {
  const layer = new InkedLayer(start);
  return {
    begin(pixels) {
      layer.begin(pixels);
      return Promise.resolve();
    },
    activate: (t, a) => layer.activate(t, a),
    learn: (δ) => layer.learn(δ),
    end: () => layer.end(),
    errorRate: (output, { pixels, labels }) =>
      Promise.resolve(layer.errorRate(output, { bytes: pixels, labels })),
    state: () => Promise.resolve(layer.state()),
    dispose() {},
  };
}

/** The first layer of a `BlockedLayer`, shown standardised pixels. */
export function tensorFirstLayer(
  tf: Tensorflow,
  { scale, ...start }: FirstLayerStart,
): FirstLayer {
  const layer = new BlockedLayer(tf, start);
  return {
    begin: (pixels) => layer.begin(standardise(pixels, scale)),
    activate: (t, a) => layer.activate(t, a),
    learn: (δ) => layer.learn(δ),
    end: () => layer.end(),
    errorRate(output, { count, pixels, labels }) {
      const inputs = (start: number, stop: number) =>
        standardise(
          pixels.subarray(start * pixelsPerImage, stop * pixelsPerImage),
          scale,
        );
      const { W: W0, b: b0 } = layer;
      return errorRate(tf, { W0, b0, output }, { count, labels, inputs });
    },
    state: () => layer.state(),
    dispose: () => layer.dispose(),
  };
}
