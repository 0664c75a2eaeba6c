import {
  type Matrix,
  requireLength,
  requireShape,
  transpose,
} from "../linalg/matrix.ts";
import { filled, writeTiles } from "./layout.ts";
import { shared } from "./wasm_instance.ts";

/** The weights and biases of y = W2 tanh(W1 tanh(W0 x + b0) + b1) + b2. */
export interface TanhNetwork {
  W0: Matrix;
  b0: Float64Array;
  W1: Matrix;
  b1: Float64Array;
  W2: Matrix;
  b2: Float64Array;
}

/** How one example changed the first layer: W0 += change inputᵀ and b0 += change. */
export interface FirstLayerUpdate {
  input: Float64Array;
  /** the learning rate times δ1 */
  change: Float64Array;
}

/** The examples that networks are evaluated on. */
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
   * Adds the error of `network` as it is now, after `update` was applied to it, to those that `take`
   * returns; without `update`, it may have changed in any way since the last push.
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
    this.#batch.evaluate(network);
    if (this.#batch.length === this.#sizes.batch) this.#run();
  }

  /** Notes that `update` was applied to the network, whose error is not wanted. */
  skip({ input, change }: FirstLayerUpdate): void {
    this.#requireUpdate({ input, change });
    if (this.#batch.length === 0 || !this.#skipped) return;
    const { inputs, hidden1 } = this.#sizes;
    // Products to move A0 along by these, this one and the next, beside those of a fresh start.
    const moving = (this.#skipped.length + 2) * (inputs + hidden1);
    if (moving > inputs * hidden1) this.#skipped = undefined;
    else this.#skipped.push({ input: input.slice(), change: change.slice() });
  }

  /** The errors added by `push` since the last call, in order. */
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

/** The sizes of a network of two hidden layers, and of the set it is evaluated on. */
interface NetworkSizes {
  examples: number;
  inputs: number;
  hidden1: number;
  hidden2: number;
  outputs: number;
  /** the most updates evaluated in one pass over the examples */
  batch: number;
}

/** Examples in a tile, and rows in a block of weights. */
const tile = 64, block = 5;

const updatesField = 5;

/**
 * Networks waiting to be evaluated together, in the memory of `assembly/network_error.ts`:
 * `start`, `evaluate`, then `append` and `evaluate`, then `run`.
 */
class NetworkErrorBatch {
  readonly #sizes: NetworkSizes;
  /** what `Task` of the kernels mirrors; addresses are in bytes */
  readonly #task: ReturnType<typeof reserveTask>;
  /** For each update, 1 if its error is wanted. */
  #wanted: number[] = [];

  constructor(
    sizes: NetworkSizes,
    { x, target }: { x: Matrix; target: Matrix },
  ) {
    this.#sizes = sizes;
    const task = this.#task = reserveTask(sizes);
    writeExamples(x, task.X, x.rows);
    writeExamples(target, task.target, filled(target.rows, block));
  }

  /** Updates waiting. */
  get length(): number {
    return this.#wanted.length;
  }

  /** Begins with the first layer in full. */
  start({ W0, b0 }: TanhNetwork): void {
    writeLayer(W0, b0, this.#task.first);
    this.#wanted = [0];
  }

  /** Adds an update of the first layer, whose error is not wanted so far. */
  append({ input, change }: FirstLayerUpdate): void {
    const { memory } = shared, k = this.#wanted.length;
    const row = { rows: 1, columns: input.length, data: input };
    const blocks = (k - k % block) * (input.length + 1);
    const at = this.#task.rows / 8 + blocks + block + k % block;
    writeTiles(row, memory, { width: block, at });
    memory.set(change, this.#record(k) / 8);
    this.#wanted.push(0);
  }

  /** Wants the error after the last update, with these upper layers. */
  evaluate({ W1, b1, W2, b2 }: TanhNetwork): void {
    const k = this.#wanted.length - 1;
    const at = this.#record(k) + 8 * filled(this.#sizes.hidden1, block);
    writeLayer(W1, b1, at);
    writeLayer(W2, b2, at + layerBytes(W1.rows, W1.columns));
    this.#wanted[k] = 1;
  }

  /** The errors wanted, in order; leaves the batch empty. */
  run(): number[] {
    const wanted = this.#wanted;
    if (wanted.length === 0) return [];
    const { address, errors, ...task } = this.#task;
    shared.integers(address, updatesField + 1)[updatesField] = wanted.length;
    shared.integers(task.wanted, wanted.length).set(wanted);
    shared.kernels.networkErrors(address);
    this.#wanted = [];
    const pairs = shared.doubles(errors, 2 * wanted.length);
    return wanted.map((_, k) => pairs[2 * k]).filter((_, k) => wanted[k] === 1);
  }

  #record(k: number): number {
    return this.#task.records + k * this.#task.recordBytes;
  }
}

/** Reserves everything that a set of `examples` needs; all zeros, but for the ones of `rows`. */
function reserveTask(sizes: NetworkSizes) {
  const { examples, inputs, hidden1, hidden2, outputs, batch } = sizes;
  const recordBytes = 8 * filled(hidden1, block) +
    layerBytes(hidden2, hidden1) + layerBytes(outputs, hidden2);
  const tiles = (rows: number) =>
    shared.reserve(8 * filled(examples, tile) * rows);
  const task = {
    recordBytes,
    X: tiles(inputs),
    target: tiles(filled(outputs, block)),
    first: shared.reserve(layerBytes(hidden1, inputs)),
    rows: shared.reserve(layerBytes(batch, inputs)),
    records: shared.reserve(recordBytes * batch),
    wanted: shared.reserve(4 * batch),
    errors: shared.reserve(16 * batch),
  };
  const address = shared.reserveStructure([
    ...[examples, inputs, hidden1, hidden2, outputs, 0, recordBytes],
    ...[task.X, task.target, task.first, task.rows],
    ...[task.records, task.wanted],
    // A0, the Gram rows, tanh A0, A1, tanh A1, a block and a row of a tile
    ...[hidden1, batch, hidden1, hidden2, hidden2, block, 1].map((rows) =>
      shared.reserve(8 * filled(rows, block) * tile)
    ),
    task.errors,
    // the largest of each Gram row, and how far each unit goes
    ...[batch, hidden1].map((count) => shared.reserve(8 * count)),
  ]);
  // the 1 of a row of the Gram matrix, xᵀ X + 1
  const ones = {
    rows: batch,
    columns: 1,
    data: new Float64Array(batch).fill(1),
  };
  writeTiles(ones, shared.memory, {
    width: block,
    rows: inputs + 1,
    at: task.rows / 8,
  });
  return { address, ...task };
}

/** Bytes taken by a layer of so many units, whose rows fill up the last block. */
function layerBytes(rows: number, columns: number): number {
  return 8 * filled(rows, block) * (columns + 1);
}

/** Writes b and W in blocks of five units: five biases, then five weights for each input. */
function writeLayer(W: Matrix, b: Float64Array, address: number): void {
  const { memory } = shared, at = address / 8, rows = W.columns + 1;
  const biases = { rows: W.rows, columns: 1, data: b };
  writeTiles(biases, memory, { width: block, rows, at });
  writeTiles(W, memory, { width: block, rows, at: at + block });
}

/** Writes the columns of X in tiles of 64 examples, with room for `rows` rows in each. */
function writeExamples(X: Matrix, address: number, rows: number): void {
  const at = address / 8;
  writeTiles(transpose(X), shared.memory, { width: tile, rows, at });
}
