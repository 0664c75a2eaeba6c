import { type Matrix, requireLength, requireShape } from "../linalg/matrix.ts";
import { NetworkErrorBatch } from "./network_error_batch.ts";
import type { NetworkSizes } from "./network_error_task.ts";
import type { FirstLayerUpdate, TanhNetwork } from "./tanh_network.ts";

/** What networks are tried on, and how. */
export interface TanhNetworkErrorOptions {
  /** (inputs × examples) */
  x: Matrix;
  /** y*, (outputs × examples) */
  target: Matrix;
  /** the most networks evaluated in one pass over the examples; defaults to 64 */
  batch?: number;
}

/**
 * The whole-set error of a network while it learns one example at a time,
 *
 *   E = Σ_examples ‖y* − y(x)‖²,   y(x) = W2 tanh(W1 tanh(W0 x + b0) + b1) + b2.
 *
 * An update of the first layer has rank one, so the activations A0 = W0 X + b0 of all examples move
 * by change (inputᵀ X + 1). Networks are collected by `push` and evaluated together: each tile of
 * 64 examples is read once, its hidden activities computed in full for the first network of the
 * batch and moved along for the others. Rounding so accumulates over one batch at most.
 *
 *     for (const example of order) {
 *       const update = learn(network, example);
 *       errors.push(network, update);
 *     }
 *     errors.take(); // one error for each push, in order
 *
 * The last digits depend on where a batch starts: at construction and after `take`, `error`, a
 * batch that is full, a `push` without update, or many a `skip`. So call these at fixed places.
 * For the order of summation see `assembly/network_error.ts`. Nothing given is changed or kept.
 */
export class TanhNetworkError {
  readonly #sizes: NetworkSizes;
  readonly #batch: NetworkErrorBatch;
  /** Updates since the last push; undefined when there are so many that a fresh start is cheaper. */
  #skipped: FirstLayerUpdate[] | undefined = [];
  #errors: number[] = [];

  /**
   * @param network any of the networks to come: for the sizes of its layers
   * @throws {RangeError} if the shapes do not fit together.
   */
  constructor(
    network: TanhNetwork,
    { x, target, batch = 64 }: TanhNetworkErrorOptions,
  ) {
    if (!Number.isInteger(batch) || batch < 1) {
      throw new RangeError(`Cannot evaluate networks: batch is ${batch}`);
    }
    this.#sizes = {
      examples: x.columns,
      inputs: x.rows,
      hidden1: network.W0.rows,
      hidden2: network.W1.rows,
      outputs: target.rows,
      batch,
    };
    requireShape("evaluate targets", target, {
      rows: target.rows,
      columns: x.columns,
    });
    this.#requireShapes(network);
    this.#batch = new NetworkErrorBatch(this.#sizes, { x, target });
  }

  /** The error of one network, from all its weights. */
  error(network: TanhNetwork): number {
    this.#run();
    this.push(network);
    this.#run();
    return this.#errors.pop()!;
  }

  /**
   * Asks for the error of `network` as it is now, after `update` was applied to it; without
   * `update`, it may have changed in any way since the last push.
   */
  push(network: TanhNetwork, update?: FirstLayerUpdate): void {
    this.#requireShapes(network);
    if (update) this.#requireUpdate(update);
    const updates = update && this.#skipped && [...this.#skipped, update];
    this.#skipped = [];
    const length = this.#batch.length + (updates?.length ?? Infinity);
    if (length > this.#sizes.batch) this.#run();
    if (this.#batch.length === 0) this.#batch.start(network);
    else updates?.forEach((update) => this.#batch.append(update));
    this.#batch.ask(network);
    if (this.#batch.length === this.#sizes.batch) this.#run();
  }

  /** Notes that `update` was applied to the network, whose error is not asked for. */
  skip({ input, change }: FirstLayerUpdate): void {
    this.#requireUpdate({ input, change });
    if (this.#batch.length === 0 || !this.#skipped) return;
    const { inputs, hidden1 } = this.#sizes;
    // Products to move A0 along by these, this one and the next, beside those of a fresh start.
    const moving = (this.#skipped.length + 2) * (inputs + hidden1);
    if (moving > inputs * hidden1) this.#skipped = undefined;
    else this.#skipped.push({ input: input.slice(), change: change.slice() });
  }

  /** The errors asked for by `push` since the last call, in order. */
  take(): Float64Array {
    this.#run();
    const errors = Float64Array.from(this.#errors);
    this.#errors = [];
    return errors;
  }

  #run(): void {
    this.#errors.push(...this.#batch.run());
  }

  #requireUpdate({ input, change }: FirstLayerUpdate): void {
    requireLength("apply an update's input", input, this.#sizes.inputs);
    requireLength("apply an update's change", change, this.#sizes.hidden1);
  }

  #requireShapes({ W0, b0, W1, b1, W2, b2 }: TanhNetwork): void {
    const { inputs, hidden1, hidden2, outputs } = this.#sizes;
    requireShape("evaluate W0", W0, { rows: hidden1, columns: inputs });
    requireShape("evaluate W1", W1, { rows: hidden2, columns: hidden1 });
    requireShape("evaluate W2", W2, { rows: outputs, columns: hidden2 });
    requireLength("evaluate b0", b0, hidden1);
    requireLength("evaluate b1", b1, hidden2);
    requireLength("evaluate b2", b2, outputs);
  }
}
