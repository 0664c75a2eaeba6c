import { type LabelledImages, pixelsPerImage } from "../../datasets/mnist.ts";
import { initialFeedback } from "../../feedback/initial.ts";
import type { TraceEvent } from "../../io/trace.ts";
import { multiplyByTanhSlope } from "../../kernels/float_tanh.ts";
import { allFinite } from "../../linalg/matrix.ts";
import {
  BatchLayer,
  rowLayerOf,
  type ScaledWeights,
} from "../../network/batch_layer.ts";
import {
  densePixelLayer,
  fullInk,
  imageColumns,
  type PixelLayer,
  sparsePixelLayer,
} from "../../network/pixel_layer.ts";
import type { Backend } from "../../network/backend.ts";
import { standardise } from "../../network/input_layer.ts";
import { reconstructionError } from "../../network/reconstruction_error.ts";
import type { BatchRule } from "../../rules/rule.ts";
import { rules } from "../../rules/mod.ts";
import { arraysOf, type NamedValues } from "../archive.ts";
import {
  below,
  type MnistNetwork,
  type NetworkStart,
  type NetworkState,
  prefixed,
} from "../mnist.ts";
import type { Start } from "./initialise.ts";

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
export class AutoencoderNetwork implements MnistNetwork {
  readonly #backend: Backend;
  readonly #first: PixelLayer;
  readonly #layers: readonly BatchLayer[];
  readonly #rules: readonly BatchRule[];

  /** @param state of an earlier network, to go on from bit for bit */
  constructor(
    { backend, model, start, settings: { eta, decay } }: NetworkStart<Start>,
    state?: NetworkState,
  ) {
    const rates = { eta, decay };
    const { gemm, syncGemm: product, algebra } = backend;
    const weights: ScaledWeights[] = [];
    for (let k = 0; `W${k}` in start; k++) {
      const V = start[`W${k}`];
      weights.push(
        state ? weightsOf(state, k) : { V, s: 1, b: new Float64Array(V.rows) },
      );
    }
    this.#backend = backend;
    const lowest = { ...weights[0], ...rates };
    // on wasm the project's own kernels, which multiply only the pixels that are
    // not zero, are faster than products of all
    this.#first = backend.name === "wasm"
      ? sparsePixelLayer(lowest)
      : densePixelLayer(backend, lowest);
    this.#layers = weights.slice(1).map((weights) =>
      new BatchLayer(backend, { ...weights, ...rates })
    );
    const makeRule = rules[model.rule].batch!;
    this.#rules = this.#layers.map((layer, i) => {
      const k = i + 1;
      const drawn = { random: start[`B${k}`] };
      return makeRule(gemm, {
        layer,
        B: initialFeedback(model.feedback, start[`W${k}`], drawn),
        leak: model.leak,
        algebra,
        product,
        state: state && below(`rule-${k}/`, state),
      });
    });
  }

  /** Learns a batch; nothing if a reconstruction is not finite. */
  async learn({ pixels }: Pick<LabelledImages, "pixels">): Promise<number> {
    const h = await this.#forward(pixels);
    const output = h.at(-1)!;
    const δ: Float32Array[] = [];
    let e = imageColumns(pixels, pixelsPerImage);
    for (let i = 0; i < e.length; i++) e[i] -= output[i];
    if (!allFinite(e)) return 0;
    δ[h.length - 1] = e;
    for (let k = h.length - 2; k >= 0; k--) {
      e = await this.#rules[k].errorBelow(e);
      if (transferOf(k, h.length) === "tanh") multiplyByTanhSlope(e, h[k]);
      δ[k] = e;
    }
    await this.#first.learn(δ[0]);
    for (const [k, layer] of this.#layers.entries()) {
      this.#rules[k].learn?.(h[k]);
      await layer.learn(h[k], δ[k + 1]);
    }
    return -1;
  }

  /** The mean over all pixels of all images of the squared error of their reconstructions. */
  async squaredError(pixels: Uint8Array): Promise<number> {
    let sum = 0;
    for await (const [piece, Y] of this.#reconstructions(pixels)) {
      let ofPiece = 0;
      for (let i = 0; i < Y.length; i++) {
        const e = piece[i] / fullInk - Y[i];
        ofPiece += e * e;
      }
      sum += ofPiece;
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

  /** W0, b0, W1 … as they are now: W rounded to float32. */
  weights(): NamedValues {
    return Object.fromEntries(
      this.layers().flatMap(({ V, s, b }, k) => [
        [`W${k}`, { ...V, data: Float32Array.from(V.data, (v) => s * v) }],
        [`b${k}`, b.slice()],
      ]),
    );
  }

  /** The same, lowest layer first, with the scale that carries the decay apart; to read, and only until it learns. */
  layers(): ScaledWeights[] {
    return [this.#first, ...this.#layers].map((layer) => layer.weights());
  }

  /** Its state between two batches, to the last bit. */
  state(): NetworkState {
    const weights = this.layers().flatMap(({ V, s, b }, k) => [
      [`V${k}`, { ...V, data: V.data.slice() }],
      [`s${k}`, Float64Array.of(s)],
      [`b${k}`, b.slice()],
    ]);
    const rules = this.#rules.map((rule, k) =>
      prefixed(`rule-${k + 1}/`, rule.state?.() ?? {})
    );
    return Object.assign(arraysOf(Object.fromEntries(weights)), ...rules);
  }

  /** The layers whose inversion was too badly conditioned for the fast way, each once. */
  events(): TraceEvent[] {
    return this.#rules.flatMap((rule, k) => {
      const report = rule.report?.();
      if (!report || report.fallbacks === 0) return [];
      const { fallbacks, first, batches } = report;
      return {
        iteration: first,
        event: "least squares",
        detail: `weights W${
          k + 1
        } were badly conditioned for inversion, and the exact least-squares solution was taken, in ${fallbacks} of ${batches} batches`,
      };
    });
  }

  /** `condition_1`, `condition_2` …: of the layers whose rule inverts W1, W2 …, how well that is conditioned. */
  conditions(): Record<string, number> {
    return Object.fromEntries(
      this.#rules.flatMap((rule, k) =>
        rule.condition ? [[`condition_${k + 1}`, rule.condition()]] : []
      ),
    );
  }

  /** Images, a few at a time, and their reconstructions, a row for each. */
  async *#reconstructions(
    pixels: Uint8Array,
  ): AsyncGenerator<[Uint8Array, Float32Array]> {
    const layers = this.layers();
    const network = this.#backend.feedForward(
      layers.map((layer, k) => rowLayerOf(layer, transferOf(k, layers.length))),
    );
    const scale = { mean: 0, deviation: fullInk };
    try {
      const step = pieceSize * pixelsPerImage;
      for (let start = 0; start < pixels.length; start += step) {
        const piece = pixels.subarray(start, start + step);
        yield [piece, await network.pass(standardise(piece, scale))];
      }
    } finally {
      network.dispose();
    }
  }

  /** h_1 … h_6, each (units × n). */
  async #forward(pixels: Uint8Array): Promise<Float32Array[]> {
    const h = [await this.#first.activate(pixels)];
    const count = this.#layers.length + 1;
    for (const [k, layer] of this.#layers.entries()) {
      h.push(await layer.activate(h[k], transferOf(k + 1, count)));
    }
    return h;
  }
}

function weightsOf(state: NetworkState, k: number): ScaledWeights {
  const { shape: [rows, columns], data } = state[`V${k}`];
  return {
    V: { rows, columns, data: Float64Array.from(data) },
    s: state[`s${k}`].data[0],
    b: Float64Array.from(state[`b${k}`].data),
  };
}

/** φ of layer `k` of `count`, counted from 0: linear for the middle one, which is the code, and the last, the reconstruction. */
function transferOf(k: number, count: number): "linear" | "tanh" {
  return k === count / 2 - 1 || k === count - 1 ? "linear" : "tanh";
}

/**
 * Measures the mean squared error of a pixel over images, one row of bytes each,
 * of a network as it is then. Where the backend has products at once, the images
 * are sorted when they are first needed, and columns of zeros left out; else all
 * pixels are multiplied, which is what the other way is tested against.
 */
export function meanSquaredErrorOver(
  pixels: Uint8Array,
  { syncGemm }: Pick<Backend, "syncGemm">,
): (network: AutoencoderNetwork) => Promise<number> {
  if (!syncGemm) return (network) => network.squaredError(pixels);
  let sum: ReturnType<typeof reconstructionError> | undefined;
  return (network) => {
    const layers = network.layers();
    const [{ V: lowest }] = layers;
    sum ??= reconstructionError(syncGemm, pixels, {
      sizes: [lowest.columns, ...layers.map(({ V }) => V.rows)],
      transferOf: (k) => transferOf(k, layers.length),
    });
    return Promise.resolve(sum(layers) / pixels.length);
  };
}
