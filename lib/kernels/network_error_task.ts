/** The memory of `assembly/network_error.ts`: where everything is, and how much there is of it. */
import { doubles, reserve, reserveStructure } from "./kernels.ts";
import {
  blockRows,
  blocksOf,
  packedLength,
  tile,
  tiledLength,
} from "./packing.ts";

/** The sizes of a network of two hidden layers, and of the set it is tried on. */
export interface NetworkSizes {
  examples: number;
  inputs: number;
  hidden1: number;
  hidden2: number;
  outputs: number;
  /** the most updates evaluated in one pass over the examples */
  batch: number;
}

/** A reserved task; addresses are in bytes, lengths in doubles. */
export interface Task {
  address: number;
  X: number;
  target: number;
  first: number;
  rows: number;
  records: number;
  recordLength: number;
  wanted: number;
  errors: number;
}

/** Where a task keeps the number of updates in its batch. */
export const updatesField = 5;

/** Reserves everything a set of `examples` needs; all zeros, but for the ones of `rows`. */
export function reserveTask(sizes: NetworkSizes): Task {
  const { examples, inputs, hidden1, hidden2, outputs, batch } = sizes;
  const recordLength = blocksOf(hidden1) * blockRows +
    packedLength(hidden2, hidden1) + packedLength(outputs, hidden2);
  const task = {
    recordLength,
    X: reserve(tiledLength(inputs, examples)),
    target: reserve(tiledLength(blocksOf(outputs) * blockRows, examples)),
    first: reserve(packedLength(hidden1, inputs)),
    rows: reserve(packedLength(batch, inputs)),
    records: reserve(recordLength * batch),
    wanted: reserve(Math.ceil(batch / 2)),
    errors: reserve(2 * batch),
  };
  const address = reserveStructure([
    ...[examples, inputs, hidden1, hidden2, outputs, 0, 8 * recordLength],
    ...[task.X, task.target, task.first, task.rows],
    ...[task.records, task.wanted],
    // A0, the Gram rows, tanh A0, A1, tanh A1, a block and a row of a tile
    ...[hidden1, batch, hidden1, hidden2, hidden2, blockRows, 1]
      .map(reserveTile),
    task.errors,
    // the largest of each Gram row, and how far each unit goes
    ...[batch, hidden1].map(reserve),
  ]);
  fillBiases(task.rows / 8, sizes);
  return { address, ...task };
}

/** Room for one tile of `rows` rows, filled up to whole blocks. */
function reserveTile(rows: number): number {
  return reserve(blocksOf(rows) * blockRows * tile);
}

/** The biases of `rows`: the 1 of a row of the Gram matrix, xᵀ X + 1. */
function fillBiases(at: number, { inputs, batch }: NetworkSizes): void {
  const blockLength = (inputs + 1) * blockRows;
  for (let block = 0; block < blocksOf(batch); block++) {
    const start = at + block * blockLength;
    doubles().fill(1, start, start + blockRows);
  }
}
