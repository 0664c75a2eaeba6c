import type { LabelledImages } from "../../datasets/mnist.ts";
import { initialFeedback } from "../../feedback/initial.ts";
import type { TraceEvent } from "../../io/trace.ts";
import { type Matrix, matrix, transpose } from "../../linalg/matrix.ts";
import { angle } from "../../linalg/norms.ts";
import { NumpyRandom } from "../../random/numpy_random.ts";
import { rules } from "../../rules/mod.ts";
import { mirrorWeights } from "../../rules/weight_mirror.ts";
import { arraysOf, type NamedValues } from "../archive.ts";
import type { MnistNetwork, MnistTraining, NetworkState } from "../mnist.ts";
import type { Start } from "../mnist_autoencoder/initialise.ts";
import { AutoencoderNetwork } from "../mnist_autoencoder/network.ts";
import type { MirroredAutoencoderSettings } from "./settings.ts";

/** What the network is made of before it learns. */
type NetworkStart = Pick<
  MnistTraining<Start, MirroredAutoencoderSettings>,
  "backend" | "model" | "start" | "settings"
>;

/** What rules have made of weights and feedback, a product or an inverse: a lesson leaves it behind. */
const madeOfFeedback = /^rule-\d+\/[MN]$/;

/**
 * The autoencoder, whose feedback a weight mirror may teach: some lessons before the
 * first batch, then one every so many batches. In a lesson, every layer below weights
 * W_k sends noises x ~ N(0, I) up, and the feedback B_k learns at the rate at which it
 * comes to rest at −W_kᵀ. The rules are then opened anew with it.
 */
export class MirroredAutoencoder implements MnistNetwork {
  readonly #made: NetworkStart;
  /** B_1, B_2 … (in × out) */
  readonly #feedback: readonly Matrix[];
  #batches = 0;
  #lessons = 0;
  #autoencoder: AutoencoderNetwork;

  /** @param state of an earlier network, to go on from bit for bit */
  constructor(made: NetworkStart, state?: NetworkState) {
    this.#made = made;
    const { start, model } = made;
    const names = Object.keys(start).filter((name) => /^B\d/.test(name));
    this.#feedback = names.map((_, i) => {
      const W = start[`W${i + 1}`], random = start[`B${i + 1}`];
      const B = initialFeedback(model.feedback, W, { random });
      if (state) B.data.set(state[`B${i + 1}`].data);
      return B;
    });
    if (state) [this.#batches, this.#lessons] = state.counts.data;
    this.#autoencoder = this.#open(state);
  }

  /** The autoencoder as it is now: to read only, until it learns. */
  get autoencoder(): AutoencoderNetwork {
    return this.#autoencoder;
  }

  learn(images: LabelledImages): Promise<number> {
    const { mirror, mirrorFirst, mirrorEvery } = this.#made.settings;
    if (mirror && this.#batches % mirrorEvery === 0) {
      const lessons = this.#batches === 0 ? mirrorFirst : 1;
      for (let i = 0; i < lessons; i++) this.#mirror();
      const state = Object.entries(this.#autoencoder.state())
        .filter(([name]) => !madeOfFeedback.test(name));
      this.#autoencoder = this.#open(Object.fromEntries(state));
    }
    this.#batches++;
    return this.#autoencoder.learn(images);
  }

  /** W0, b0, W1 … and the feedback B1, B2 … as they are now. */
  weights(): NamedValues {
    return { ...this.#autoencoder.weights(), ...this.#namedFeedback() };
  }

  state(): NetworkState {
    const counts = Float64Array.of(this.#batches, this.#lessons);
    return {
      ...this.#autoencoder.state(),
      ...arraysOf(structuredClone(this.#namedFeedback())),
      counts: { shape: [2], data: counts },
    };
  }

  events(): TraceEvent[] {
    return this.#autoencoder.events();
  }

  /** The autoencoder's conditions, and `angle_feedback_1` …, of B_1 … to −W_1ᵀ …, of a rule that reads feedback. */
  measure(): Record<string, number> {
    const conditions = this.#autoencoder.conditions();
    const { reads } = rules[this.#made.model.rule];
    if (!reads.includes("feedback")) return conditions;
    const layers = this.#autoencoder.layers();
    const angles = this.#feedback.map((B, i) => {
      const { V: { rows, columns, data } } = layers[i + 1];
      const W = matrix(rows, columns, Float64Array.from(data));
      return [`angle_feedback_${i + 1}`, angle(B.data, transpose(W, -1).data)];
    });
    return { ...conditions, ...Object.fromEntries(angles) };
  }

  /** One lesson for every layer, whose noises no other lesson has. */
  #mirror(): void {
    const { backend: { algebra }, settings, start } = this.#made;
    const { mirrorNoises: n, mirrorDecay: decay } = settings;
    // of its number, so that a training that is interrupted has the same digits
    const seed = (start.random_words[0] + this.#lessons++) >>> 0;
    const random = new NumpyRandom(seed);
    const layers = this.#autoencoder.layers();
    this.#feedback.forEach((B, i) => {
      const X = matrix(B.rows, n, random.normal(B.rows * n));
      mirrorWeights(algebra, { B, weights: layers[i + 1], X }, {
        eta: decay / n,
        decay,
      });
    });
  }

  #open(state?: NetworkState): AutoencoderNetwork {
    const { model, start, ...rest } = this.#made;
    return new AutoencoderNetwork({
      ...rest,
      model: { ...model, feedback: { kind: "random" } },
      start: { ...start, ...this.#namedFeedback() },
    }, state);
  }

  #namedFeedback(): Record<`B${number}`, Matrix> {
    return Object.fromEntries(
      this.#feedback.map((B, i) => [`B${i + 1}`, B]),
    );
  }
}
