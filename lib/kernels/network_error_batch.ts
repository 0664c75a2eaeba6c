import type { Matrix } from "../linalg/matrix.ts";
import { doubles, networkErrors, setField } from "./kernels.ts";
import {
  type NetworkSizes,
  reserveTask,
  type Task,
  updatesField,
} from "./network_error_task.ts";
import {
  blockRows,
  blocksOf,
  packedLength,
  packMatrix,
  packTiles,
} from "./packing.ts";
import type { FirstLayerUpdate, TanhNetwork } from "./tanh_network.ts";

/** Networks waiting to be evaluated together: `start`, `ask`, then `append` and `ask`, then `run`. */
export class NetworkErrorBatch {
  readonly #sizes: NetworkSizes;
  readonly #task: Task;
  /** For each update, 1 if its error is asked for. */
  #wanted: number[] = [];

  constructor(
    sizes: NetworkSizes,
    { x, target }: { x: Matrix; target: Matrix },
  ) {
    this.#sizes = sizes;
    this.#task = reserveTask(sizes);
    const memory = doubles();
    packTiles(x, { target: memory, at: this.#task.X / 8 });
    packTiles(target, {
      target: memory,
      at: this.#task.target / 8,
      room: blocksOf(sizes.outputs) * blockRows,
    });
  }

  /** Updates waiting. */
  get length(): number {
    return this.#wanted.length;
  }

  /** Begins with the first layer in full. */
  start({ W0, b0 }: TanhNetwork): void {
    packMatrix(W0, b0, { target: doubles(), at: this.#task.first / 8 });
    this.#wanted = [0];
  }

  /** Adds an update of the first layer whose error is not asked for yet. */
  append({ input, change }: FirstLayerUpdate): void {
    const memory = doubles(), k = this.#wanted.length;
    const block = Math.floor(k / blockRows) * (input.length + 1);
    let at = this.#task.rows / 8 + block * blockRows + k % blockRows;
    for (const x of input) memory[at += blockRows] = x;
    memory.set(change, this.#record(k));
    this.#wanted.push(0);
  }

  /** Asks for the error after the last update, with these upper layers. */
  ask({ W1, b1, W2, b2 }: TanhNetwork): void {
    const k = this.#wanted.length - 1, target = doubles();
    const at = this.#record(k) + blocksOf(this.#sizes.hidden1) * blockRows;
    packMatrix(W1, b1, { target, at });
    const next = at + packedLength(W1.rows, W1.columns);
    packMatrix(W2, b2, { target, at: next });
    this.#wanted[k] = 1;
  }

  /** The errors asked for, in order; leaves the batch empty. */
  run(): number[] {
    const asked = this.#wanted;
    if (asked.length === 0) return [];
    const { address, wanted, errors } = this.#task;
    setField(address, updatesField, asked.length);
    asked.forEach((value, k) => setField(wanted, k, value));
    networkErrors(address);
    this.#wanted = [];
    const memory = doubles();
    return asked.map((_, k) => memory[errors / 8 + 2 * k])
      .filter((_, k) => asked[k] === 1);
  }

  #record(k: number): number {
    return this.#task.records / 8 + k * this.#task.recordLength;
  }
}
