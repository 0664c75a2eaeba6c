import { type Matrix, requireShape } from "../linalg/matrix.ts";
import { filled, reserveArrays, writeTiles } from "./layout.ts";
import { shared } from "./wasm_instance.ts";

/** The weights and biases of y = W2 tanh(W1 tanh(W0 x + b0) + b1) + b2. */
export type TanhNetwork =
  & Record<"W0" | "W1" | "W2", Matrix>
  & Record<"b0" | "b1" | "b2", Float64Array>;

/** How one example changed the first layer: W0 += change inputᵀ and b0 += change. */
export interface FirstLayerUpdate {
  input: Float64Array;
  /** the learning rate times δ1 */
  change: Float64Array;
}

/** The most updates evaluated in one pass over the examples. */
export const batch = 64;

/** Examples in a tile, and rows in a block of weights. */
const tile = 64, block = 5;

/**
 * The whole-set error of a network while it learns one example at a time,
 *
 *   E = Σ_examples ‖y* − y(x)‖²,   y(x) = W2 tanh(W1 tanh(W0 x + b0) + b1) + b2.
 *
 * An update of the first layer has rank one, so the activations A0 = W0 X + b0 of all examples move
 * by change (inputᵀ X + 1). Updates are collected by `push` and evaluated together: each tile of
 * 64 examples is read once, its hidden activities computed in full for the first network of the
 * batch and moved along for the others. Rounding so accumulates over one batch at most.
 *
 *     for (const example of order) {
 *       const update = learn(network, example);
 *       errors.push(update);
 *     }
 *     errors.take(); // one error for each push, in order
 *
 * The last digits depend on where a batch starts: at construction and after `take`, a batch that is
 * full, or many updates whose error is not wanted. So call `take` at fixed places. For the order of
 * summation see `assembly/network_error.ts`.
 */
export class TanhNetworkError {
  readonly #network: TanhNetwork;
  /** what `Task` of the kernels mirrors; addresses are in bytes */
  readonly #task: ReturnType<typeof reserveTask>;
  /** for each update waiting, 1 if its error is wanted */
  #wanted: number[] = [];
  #errors: number[] = [];

  /**
   * @param network learns in place
   * @param examples x (examples × inputs) and y* (examples × outputs), which are copied
   * @throws {RangeError} if the shapes do not fit together.
   */
  constructor(
    network: TanhNetwork,
    examples: Record<"x" | "target", Matrix>,
  ) {
    const { x, target } = examples, { W0, W2 } = network;
    requireShape("evaluate inputs", x, { rows: x.rows, columns: W0.columns });
    requireShape("evaluate targets", target, {
      rows: x.rows,
      columns: W2.rows,
    });
    this.#network = network;
    this.#task = reserveTask(network, examples);
  }

  /**
   * Notes that `update` was applied to the network; if `wanted`, `take` returns the error of the
   * network as it is now.
   */
  push({ input, change }: FirstLayerUpdate, wanted = true): void {
    const { memory } = shared, task = this.#task;
    const { W0, b0, W1, b1, W2, b2 } = this.#network;
    // to move A0 along by these takes longer than to start afresh
    const moves = this.#wanted.length - this.#wanted.lastIndexOf(1);
    const products = (wanted ? moves : moves + 1) * (W0.rows + W0.columns);
    if (this.#wanted.length === batch || products > W0.data.length) this.#run();
    const k = this.#wanted.length;
    const record = task.records + k * task.stride;
    if (k > 0) {
      const row = Float64Array.of(1, ...input);
      const blocks = (k - k % block) * row.length;
      writeTiles({ rows: 1, columns: row.length, data: row }, memory, {
        width: block,
        at: task.rows / 8 + blocks + k % block,
      });
      memory.set(change, record / 8);
    } else if (wanted) writeLayer(W0, b0, task.first);
    else return;
    this.#wanted.push(wanted ? 1 : 0);
    if (!wanted) return;
    const upper = record + 8 * layerSize(W0.rows, 0);
    writeLayer(W1, b1, upper);
    writeLayer(W2, b2, upper + 8 * layerSize(W1.rows, W1.columns));
    if (k + 1 === batch) this.#run();
  }

  /** The errors wanted since the last call, in order. */
  take(): Float64Array {
    this.#run();
    return Float64Array.from(this.#errors.splice(0));
  }

  /** Evaluates the updates up to the last whose error is wanted, and forgets all. */
  #run(): void {
    const count = this.#wanted.lastIndexOf(1) + 1;
    const wanted = this.#wanted.splice(0).slice(0, count);
    if (count === 0) return;
    shared.integers(this.#task.wanted, count).set(wanted);
    shared.kernels.networkErrors(this.#task.address, count);
    const pairs = shared.doubles(this.#task.errors, 2 * count);
    this.#errors.push(...pairs.filter((_, k) => k % 2 === 0 && wanted[k / 2]));
  }
}

/** Reserves all that a network and its examples need, and writes the examples. */
function reserveTask(
  { W0, W1, W2 }: TanhNetwork,
  { x, target }: Record<"x" | "target", Matrix>,
) {
  const { rows: hidden1, columns: inputs } = W0;
  const hidden2 = W1.rows, outputs = W2.rows;
  const record = layerSize(hidden1, 0) + layerSize(hidden2, hidden1) +
    layerSize(outputs, hidden2);
  const stride = 8 * record, outputRows = filled(outputs, block);
  const examples = filled(x.rows, tile);
  const rowsOfTile = (rows: number) => filled(rows, block) * tile;
  const task = reserveArrays(
    [x.rows, inputs, hidden1, hidden2, outputs, stride],
    {
      X: examples * inputs,
      target: examples * outputRows,
      first: layerSize(hidden1, inputs),
      rows: layerSize(batch, inputs),
      records: record * batch,
      wanted: batch,
      ...{ A0: rowsOfTile(hidden1), gram: rowsOfTile(batch) },
      ...{ H1: rowsOfTile(hidden1), A1: rowsOfTile(hidden2) },
      ...{ H2: rowsOfTile(hidden2), block: rowsOfTile(block), squares: tile },
      errors: 2 * batch,
      reaches: batch,
      distances: hidden1,
    },
  );
  const { memory } = shared, width = tile;
  writeTiles(x, memory, { width, at: task.X / 8 });
  writeTiles(target, memory, { width, rows: outputRows, at: task.target / 8 });
  return { ...task, stride };
}

/** Doubles taken by a layer of so many units, whose rows fill up the last block. */
function layerSize(rows: number, columns: number): number {
  return filled(rows, block) * (columns + 1);
}

/** Writes b and W in blocks of five units: five biases, then five weights for each input. */
function writeLayer(W: Matrix, b: Float64Array, address: number): void {
  const { memory } = shared, at = address / 8, rows = W.columns + 1;
  const biases = { rows: W.rows, columns: 1, data: b };
  writeTiles(biases, memory, { width: block, rows, at });
  writeTiles(W, memory, { width: block, rows, at: at + block });
}
