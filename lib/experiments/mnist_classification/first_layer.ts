import {
  type LabelledImages,
  type PixelScale,
  pixelsPerImage,
  standardise,
} from "../../datasets/mnist.ts";
import { BlockedLayer } from "../../network/blocked_layer.ts";
import { errorRate } from "../../network/error_rate.ts";
import { InkedLayer, type InkedSettings } from "../../network/inked_layer.ts";
import type { Tensorflow } from "../../network/tensorflow.ts";
import type { LearningRates, Weights } from "../../network/weights.ts";
import type { FirstLayerKind } from "./settings.ts";

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

/** Backends on the processor whose products the project's own kernels outdo. */
const outdone = ["wasm", "native"];

/**
 * A first layer of the kind that is asked for. The `inked` one takes the ink of
 * images alone, by the project's own kernels, and leaves nothing to
 * tensorflow.js; the one of `tensors` gives all pixels to tensorflow.js on its
 * backend, and is what the other is tested against. `auto` is inked on `wasm`,
 * where that is at least four times as fast, and on `native`, where it outdoes a
 * tuned library that takes all the pixels; elsewhere it is tensors. On `native`,
 * whose last digits are its machine's own anyway, the kernels' sums are fused.
 */
export function openFirstLayer(
  tf: Tensorflow,
  kind: FirstLayerKind,
  start: FirstLayerStart,
): FirstLayer {
  const inked = kind === "inked" ||
    kind === "auto" && outdone.includes(tf.getBackend());
  const arithmetic = tf.getBackend() === "native" ? "fused" : "strict";
  return inked
    ? inkedFirstLayer({ ...start, arithmetic })
    : tensorFirstLayer(tf, start);
}

/** The first layer of an `InkedLayer`. */
export function inkedFirstLayer(
  start: FirstLayerStart & Pick<InkedSettings, "arithmetic">,
): FirstLayer {
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
