import type { LabelledImages, PixelScale } from "../../datasets/mnist.ts";
import { initialFeedback } from "../../feedback/initial.ts";
import { tanh } from "../../kernels/tanh.ts";
import type { FloatMatrix } from "../../linalg/dense_algebra.ts";
import { copy, type Matrix, type Shape } from "../../linalg/matrix.ts";
import { DenseInputLayer } from "../../network/dense_input_layer.ts";
import type { Backend } from "../../network/backend.ts";
import type { InputLayer, InputLayerStart } from "../../network/input_layer.ts";
import { SmallLayer } from "../../network/small_layer.ts";
import { SparseInputLayer } from "../../network/sparse_input_layer.ts";
import { softmaxInto } from "../../network/transfer.ts";
import type { Weights } from "../../network/weights.ts";
import {
  type IncrementalProduct,
  incrementalProduct,
} from "../../rules/incremental_product.ts";
import { compiledDynamicInversion } from "../../rules/dynamic_inversion.ts";
import { rules } from "../../rules/mod.ts";
import {
  createPass,
  layerwise,
  type Pass,
  publishedIntegrator,
  type Rule,
} from "../../rules/rule.ts";
import { arraysOf } from "../archive.ts";
import type { Model } from "../experiment.ts";
import type { MnistNetwork, NetworkStart, NetworkState } from "../mnist.ts";
import type { Start } from "./initialise.ts";
import type { FirstLayerKind } from "./settings.ts";

/** Weights and biases: W0 is float32, all else float64. */
export type NetworkWeights = {
  W0: FloatMatrix;
  b0: Float64Array;
  W1: Matrix;
  b1: Float64Array;
  /** feedback (hidden × outputs); zeros where the rule uses none */
  B1: Matrix;
};

/**
 * The network 784-1000-10, tanh then softmax, and how one example changes it:
 *
 *   h = tanh(W0 x + b0),  y = softmax(W1 h + b1),  δ2 = e = y* − y,
 *   δ1 from e by the model's rule, with slope φ′ = 1 − h²,
 *   W ← (1 − λ) W + η δ (input)ᵀ,  b ← (1 − λ) b + η δ  at both layers.
 *
 * mnist_classification.py.
 */
export class ClassificationNetwork implements MnistNetwork {
  readonly #hidden: InputLayer;
  readonly #output: SmallLayer;
  /** what the rule would otherwise make of W1 for each example */
  readonly #product: IncrementalProduct | undefined;
  readonly #pass: Pass;
  readonly #rule: Rule;

  /**
   * @param scale of the pixels that it is shown
   * @param state of an earlier network, to go on from bit for bit
   */
  constructor(
    { backend, model, start, settings }: NetworkStart<Start> & {
      settings: { firstLayer: FirstLayerKind };
    },
    scale: PixelScale,
    state?: NetworkState,
  ) {
    const { W0, W1, B1_large } = start;
    const { eta, decay, firstLayer } = settings;
    const rates = { eta, decay };
    const first = state ? fromState(state) : {
      hidden: { W: W0, b: new Float64Array(W0.rows) },
      output: { W: W1, b: new Float64Array(W1.rows) },
    };
    this.#hidden = openFirstLayer(backend, firstLayer, {
      ...first.hidden,
      ...rates,
      scale,
      outputs: W1.rows,
    });
    const feedback = initialFeedback(model.feedback, W1, { random: B1_large });
    this.#output = new SmallLayer({ ...first.output, ...rates });
    this.#pass = createPass([W0, this.#output.W], [null, feedback]);
    const [layer] = this.#pass.hidden;
    if (model.rule === "NDI") {
      this.#product = incrementalProduct(feedback, W1.rows, rates);
      layer.WB = this.#product.value;
    } else if (model.rule === "PBP") {
      this.#product = incrementalProduct(
        "transposed weights",
        W1.rows,
        rates,
      );
      layer.WWᵀ = this.#product.value;
    }
    this.#rule = ruleOf(model, W1);
  }

  /** Learns images one after another; the first whose output is not finite, or −1. */
  async learn({ count, pixels, labels }: LabelledImages): Promise<number> {
    const [{ slope, e, δ }] = this.#pass.hidden;
    const h = new Float64Array(slope.length);
    let failed = -1;
    await this.#hidden.begin(pixels);
    // at every block: it is then no part of the state
    this.#product?.renew(this.#output.W);
    for (let t = 0; t < count; t++) {
      this.#hidden.activate(t, h);
      tanh(h, h);
      for (let i = 0; i < h.length; i++) slope[i] = 1 - h[i] * h[i];
      this.#output.activate(h, e);
      softmaxInto(e);
      for (let i = 0; i < e.length; i++) {
        e[i] = (i === labels[t] ? 1 : 0) - e[i];
      }
      // softmax makes all its answers NaN if one is
      if (failed < 0 && !Number.isFinite(e[0])) failed = t;
      this.#rule(this.#pass);
      this.#product?.update({ h, Wh: this.#output.Wh, δ: e });
      this.#output.learn(h, e);
      this.#hidden.learn(δ);
    }
    await this.#hidden.end();
    return failed;
  }

  /** The fraction of images whose most probable digit is not their label. */
  errorRate(images: LabelledImages): number | Promise<number> {
    return this.#hidden.errorRate(this.#output, images);
  }

  /** Weights as they are now. */
  weights(): NetworkWeights {
    const { W, b: b0 } = this.#hidden.state();
    const { W: W1, b: b1 } = this.#output;
    return {
      W0: { rows: b0.length, columns: W.length / b0.length, data: W },
      b0,
      W1: copy(W1),
      b1: b1.slice(),
      B1: copy(this.#pass.hidden[0].B),
    };
  }

  /** Its state between two blocks, to the last bit. */
  state(): NetworkState {
    const { W0, b0, W1, b1 } = this.weights();
    return arraysOf({ W0, b0, W1, b1 });
  }
}

function fromState(state: NetworkState): { hidden: Weights; output: Weights } {
  const W = (name: string) => {
    const { shape: [rows, columns], data } = state[name];
    return { rows, columns, data: Float64Array.from(data) };
  };
  const b = (name: string) => Float64Array.from(state[name].data);
  return {
    hidden: { W: W("W0"), b: b("b0") },
    output: { W: W("W1"), b: b("b1") },
  };
}

/**
 * A first layer of the wanted kind: `sparse` multiplies only the pixels that are not
 * zero, by the project's own kernels; `dense` multiplies all of them, by the backend,
 * and is what the other is tested against. `auto` is sparse on `wasm`, where training
 * takes about half of the time so, and on `native`, where it is faster than a tuned
 * library that multiplies all pixels; elsewhere it is dense.
 */
export function openFirstLayer(
  backend: Pick<Backend, "name" | "gemm" | "feedForward">,
  kind: FirstLayerKind,
  start: InputLayerStart,
): InputLayer {
  const { name } = backend, fast = name === "wasm" || name === "native";
  return kind === "sparse" || kind === "auto" && fast
    ? new SparseInputLayer(start)
    : new DenseInputLayer(backend, start);
}

/**
 * A model's rule for one hidden layer under weights of shape `W1`.
 *
 * SDI through one hidden layer is the loop of DI, by default that of tanh, with
 * r_x updated before r_y instead of after. Both start at zero, so its first update of r_x changes
 * nothing and from there on the two write the same numbers in turn: after
 * n steps its r_x is that of DI after n − 1. So it is run, one step shorter, by
 * DI's kernel.
 *
 * Podlaski & Machens, 2020, supplement (SDI); mnist_classification.py (tanh).
 */
export function ruleOf({ rule, leak, transfer }: Model, W1: Shape): Rule {
  if (rule !== "SDI") return rules[rule].make([W1], { leak, transfer });
  const { steps, dt } = publishedIntegrator;
  const loop = { leak, transfer: transfer ?? "tanh" } as const;
  const integrator = { steps: steps - 1, dt };
  return layerwise(compiledDynamicInversion({ ...loop, integrator }), [W1]);
}
