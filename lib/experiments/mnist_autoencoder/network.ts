import type { NamedArray } from "../../io/arrays.ts";
import { pixelsPerImage } from "../../datasets/mnist.ts";
import { initialFeedback } from "../../feedback/initial.ts";
import type { Factor } from "../../linalg/dense_algebra.ts";
import { allFinite } from "../../linalg/matrix.ts";
import { BatchLayer, type ScaledWeights } from "../../network/batch_layer.ts";
import {
  densePixelLayer,
  fullInk,
  imageColumns,
  type PixelLayer,
  sparsePixelLayer,
} from "../../network/pixel_layer.ts";
import type { Backend } from "../../network/gemm.ts";
import type { LearningRates } from "../../network/weights.ts";
import type { BatchRule, RuleReport } from "../../rules/batch_rule.ts";
import { rules } from "../../rules/mod.ts";
import type { Model } from "../model.ts";
import type { Start } from "./initialise.ts";
import { isLinear, timesTanhSlope } from "./transfers.ts";

/** What a network is made of before its first batch. */
export interface NetworkStart {
  model: Model;
  start: Start;
  rates: LearningRates;
  /** the state of an earlier network, to go on from bit for bit */
  state?: NetworkState;
}

/** All that learning changes in a network, as it stands between two batches. */
export type NetworkState = Record<string, NamedArray>;

/** The weights (out × in) and biases of a layer, as they are: W rounded to float32. */
export interface LayerWeights {
  W: Factor;
  b: Float64Array;
}

/** Images that are reconstructed together, so that little is in memory at once. */
const pieceSize = 500;

/**
 * The autoencoder 784-500-250-30-250-500-784 and how a batch of n images
 * changes it. With W_k, b_k the weights to layer k = 1 … 6 and h_0 = x,
 *
 *   h_k = φ_k(W_k h_{k−1} + b_k),   δ_6 = x − h_6,
 *   δ_k from δ_{k+1} by the model's rule with W_{k+1}, times the slope φ_k′,
 *   W_k ← (1 − λ) W_k + η Σ δ_k h_{k−1}ᵀ,  b_k ← (1 − λ) b_k + η Σ δ_k,
 *
 * sums over the batch; φ is tanh, but linear for the code h_3 and for h_6.
 *
 * mnist_autoencoding.py.
 */
export class AutoencoderNetwork {
  readonly #first: PixelLayer;
  readonly #layers: readonly BatchLayer[];
  readonly #rules: readonly BatchRule[];

  constructor(
    backend: Backend,
    { model, start, rates, state }: NetworkStart,
  ) {
    const { gemm, syncGemm: product, algebra } = backend;
    const weights = start.W.map((W, k) =>
      state ? weightsOf(state, k) : { V: W, s: 1, b: new Float64Array(W.rows) }
    );
    this.#first = openPixelLayer(backend, { ...weights[0], ...rates });
    this.#layers = weights.slice(1).map((weights) =>
      new BatchLayer(gemm, { ...weights, ...rates })
    );
    const makeRule = rules[model.rule].batch!;
    this.#rules = this.#layers.map((layer, k) => {
      const drawn = { random: start.B[k], optimised: start.B[k] };
      return makeRule(gemm, {
        layer,
        B: initialFeedback(model.feedback, start.W[k + 1], drawn),
        leak: model.leak,
        algebra,
        product,
        state: state && below(`rule-${k + 1}/`, state),
      });
    });
  }

  /** Learns a batch, one row of bytes for each image; false, and nothing, if a reconstruction is not finite. */
  async learn(pixels: Uint8Array): Promise<boolean> {
    const h = await this.#forward(pixels);
    const output = h.at(-1)!;
    const X = imageColumns(pixels, pixelsPerImage);
    const δ: Float32Array[] = [];
    let e = X;
    for (let i = 0; i < e.length; i++) e[i] -= output[i];
    if (!allFinite(e)) return false;
    δ[h.length - 1] = e;
    for (let k = h.length - 2; k >= 0; k--) {
      e = await this.#rules[k].errorBelow(e);
      δ[k] = isLinear(k, h.length) ? e : timesTanhSlope(e, h[k]);
    }
    await this.#first.learn(δ[0]);
    for (const [k, layer] of this.#layers.entries()) {
      this.#rules[k].learn?.(h[k]);
      await layer.learn(h[k], δ[k + 1]);
    }
    return true;
  }

  /** The mean over all pixels of all images of the squared error of their reconstructions. */
  async squaredError(pixels: Uint8Array): Promise<number> {
    let sum = 0;
    for await (const [piece, Y] of this.#reconstructions(pixels)) {
      sum += squaredDistance(piece, Y);
    }
    return sum / pixels.length;
  }

  /** Reconstructions of images, one row for each. */
  async reconstruct(pixels: Uint8Array): Promise<Float32Array> {
    const rows = new Float32Array(pixels.length);
    let at = 0;
    for await (const [, Y] of this.#reconstructions(pixels)) {
      rows.set(Y, at);
      at += Y.length;
    }
    return rows;
  }

  /** Weights and biases as they are now, lowest layer first. */
  weights(): LayerWeights[] {
    return this.layers().map(({ V: { rows, columns, data }, s, b }) => ({
      W: { rows, columns, data: Float32Array.from(data, (v) => s * v) },
      b: b.slice(),
    }));
  }

  /** The same with the scale that carries the decay apart; to read, and only until it learns. */
  layers(): ScaledWeights[] {
    return [this.#first, ...this.#layers].map((layer) => layer.weights());
  }

  /** Its state between two batches, to the last bit. */
  state(): NetworkState {
    const state: NetworkState = {};
    for (const [k, { V, s, b }] of this.layers().entries()) {
      state[`V${k}`] = { shape: [V.rows, V.columns], data: V.data.slice() };
      state[`s${k}`] = { shape: [1], data: Float64Array.of(s) };
      state[`b${k}`] = { shape: [b.length], data: b.slice() };
    }
    this.#rules.forEach((rule, k) => {
      for (const [name, array] of Object.entries(rule.state?.() ?? {})) {
        state[`rule-${k + 1}/${name}`] = array;
      }
    });
    return state;
  }

  /** What is worth telling of the rule at each layer of weights but the lowest. */
  reports(): (RuleReport | undefined)[] {
    return this.#rules.map((rule) => rule.report?.());
  }

  /** Images, a few at a time, and their reconstructions, a row for each. */
  async *#reconstructions(
    pixels: Uint8Array,
  ): AsyncGenerator<[Uint8Array, Float32Array]> {
    const first = this.#first.byRows();
    const layers = this.#layers.map((layer, k) =>
      layer.byRows(this.#transferOf(k + 1))
    );
    const step = pieceSize * pixelsPerImage;
    for (let start = 0; start < pixels.length; start += step) {
      const piece = pixels.subarray(start, start + step);
      let H = await first(piece);
      for (const pass of layers) H = await pass(H);
      yield [piece, H];
    }
  }

  /** h_1 … h_6, each (units × n). */
  async #forward(pixels: Uint8Array): Promise<Float32Array[]> {
    const h = [await this.#first.activate(pixels)];
    for (const [k, layer] of this.#layers.entries()) {
      h.push(await layer.activate(h[k], this.#transferOf(k + 1)));
    }
    return h;
  }

  /** φ of layer `k`, counted from 0. */
  #transferOf(k: number): "linear" | "tanh" {
    return isLinear(k, this.#layers.length + 1) ? "linear" : "tanh";
  }
}

/**
 * A lowest layer that suits the backend: on `wasm` the project's own kernels, which
 * multiply only the pixels that are not zero, are faster than products of all.
 */
function openPixelLayer(
  { name, gemm }: Backend,
  weights: ScaledWeights & LearningRates,
): PixelLayer {
  return name === "wasm"
    ? sparsePixelLayer(weights)
    : densePixelLayer(gemm, weights);
}

/** Σ (x − y)² of images as bytes and of numbers, summed in order. */
function squaredDistance(pixels: Uint8Array, Y: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < Y.length; i++) {
    const e = pixels[i] / fullInk - Y[i];
    sum += e * e;
  }
  return sum;
}

function weightsOf(state: NetworkState, k: number): ScaledWeights {
  const { shape: [rows, columns], data } = state[`V${k}`];
  return {
    V: { rows, columns, data: Float64Array.from(data) },
    s: state[`s${k}`].data[0],
    b: Float64Array.from(state[`b${k}`].data),
  };
}

function below(prefix: string, state: NetworkState): NetworkState {
  return Object.fromEntries(
    Object.entries(state)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, array]) => [name.slice(prefix.length), array]),
  );
}
