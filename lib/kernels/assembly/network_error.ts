/**
 * The sum of squared errors of a tanh-tanh-linear network over a whole training set, after each
 * of several updates of its weights.
 *
 *   E_k = Σ_examples ‖y* − (W2 tanh(W1 tanh(A0) + b1) + b2)‖²,   A0 = W0 X + b0 after update k
 *
 * Update k changes the first layer by a matrix of rank one, W0 += δ xᵀ and b0 += δ, so
 * A0 += δ (xᵀ X + 1): one row of a Gram matrix in place of a whole product. Only the first A0 of a
 * batch is computed in full; its update is not looked at. A tile of 64 examples passes through all
 * updates while it stays in the first-level cache.
 *
 * An update moves activations by little, so tanh A0 and tanh A1 are moved along (`moved_tanh.ts`)
 * and made in full for the first update of a batch only, or where the way is long. How many terms
 * that takes is decided for a row or a block of a tile, from the largest change in it.
 *
 * Order of summation: in a product from the bias on, column by column; the squares of an example
 * output by output; the examples of a tile two by two, even ones in the first lane and odd ones in
 * the second; tile by tile; the two lanes last.
 */
import { affine, affineChange, affineSquares, BLOCK, BLOCK_ROWS, ROW, TILE } from "./affine";
import { FARTHEST, largestOfRow, moveTanh } from "./moved_tanh";
import { tanh } from "./tanh";

/** What to evaluate; the addresses are in bytes. Mirrored by `tanh_network_error.ts`. */
@unmanaged
class Task {
  examples: i32; inputs: i32; hidden1: i32; hidden2: i32; outputs: i32;
  /** Bytes from one update to the next. */
  stride: i32;
  /** Tiles of X (inputs rows each) and of y* (outputs rows each, filled up to a block). */
  X: usize; target: usize;
  /** W0 and b0 after the first update, packed. */
  first: usize;
  /** The inputs x of the updates as the rows of a packed matrix, with biases of 1. */
  rows: usize;
  /** For each update δ, packed W1 and b1, packed W2 and b2. */
  records: usize;
  /** For each update, 0 when it is to be applied only. */
  wanted: usize;
  /** Room for one tile each of A0, the Gram rows, tanh A0, A1, tanh A1. */
  A0: usize; gram: usize; H1: usize; A1: usize; H2: usize;
  /** Room for a block of five rows, and for one row. */
  block: usize; squares: usize;
  /** For each update two lanes; the sum is left in the first. */
  errors: usize;
  /** For each update the largest of its Gram row; for each unit of the first layer see `measure`. */
  reaches: usize; distances: usize;
}

/**
 * The way up to which tanh A0 is moved along. Beyond, it would take more small steps than tanh
 * takes; and a unit might come out of saturation, where A0 hardly follows from tanh A0.
 */
const NEAR: f64 = 0.25;

/** Blocks of five rows needed for `rows` rows. */
@inline
function blocks(rows: i32): i32 {
  return (rows + BLOCK - 1) / BLOCK;
}

/** How far each unit's A0 goes at most after the first update, in this tile: Σ |δ| max |Gram row|. */
function measure(task: Task, updates: i32): void {
  const bytes = (<usize>task.hidden1) << 3;
  memory.fill(task.distances, 0, bytes);
  let delta = task.records, gram = task.gram, reach = task.reaches;
  for (let k = 1; k < updates; k++) {
    delta += task.stride, gram += ROW, reach += 8;
    const largest = largestOfRow(gram);
    store<f64>(reach, largest);
    for (let u: usize = 0; u < bytes; u += 8) {
      const at = task.distances + u;
      store<f64>(at, load<f64>(at) + abs(load<f64>(delta + u)) * largest);
    }
  }
}

/** A0 += δ (row of the Gram matrix), H1 = tanh A0; of units that stay near, H1 alone. */
function updateFirstLayer(task: Task, delta: usize, gram: usize, reach: f64): void {
  let A0 = task.A0, H1 = task.H1, distance = task.distances;
  const end = A0 + (<usize>task.hidden1) * ROW;
  for (; A0 < end; A0 += ROW, H1 += ROW, distance += 8, delta += 8) {
    const change = load<f64>(delta);
    if (load<f64>(distance) <= NEAR) {
      moveTanh(H1, gram, change, abs(change) * reach);
      continue;
    }
    const changes = f64x2.splat(change);
    for (let v: usize = 0; v < ROW; v += 16) {
      const moved = f64x2.mul(changes, v128.load(gram + v));
      v128.store(A0 + v, f64x2.add(v128.load(A0 + v), moved));
    }
    tanh(A0, H1, TILE);
  }
}

/** A1 = W1 H1 + b1 and H2 = tanh A1, from what both have been so far. */
function updateSecondLayer(task: Task, weights: usize): void {
  let A1 = task.A1, H2 = task.H2;
  for (let block = blocks(task.hidden2); block > 0; block--) {
    const largest = affineChange(weights, task.H1, A1, task.block, task.hidden1);
    if (largest <= FARTHEST) {
      for (let row: usize = 0; row < BLOCK_ROWS; row += ROW) {
        moveTanh(H2 + row, task.block + row, 1, largest);
      }
    } else tanh(A1, H2, BLOCK * TILE);
    weights += (<usize>(task.hidden1 + 1)) * 40;
    A1 += BLOCK_ROWS, H2 += BLOCK_ROWS;
  }
}

/** Σ‖y* − y‖² of the first `valid` examples of a tile, from H2 on; even and odd ones apart. */
function squaredError(task: Task, weights: usize, target: usize, valid: i32): v128 {
  for (let v: usize = 0; v < ROW; v += 16) v128.store(task.squares + v, f64x2.splat(0));
  for (let block = blocks(task.outputs); block > 0; block--) {
    affineSquares(weights, task.H2, target, task.block, task.squares, task.hidden2);
    weights += (<usize>(task.hidden2 + 1)) * 40, target += BLOCK_ROWS;
  }
  let total = f64x2.splat(0);
  for (let v: i32 = 0; v < valid; v += 2) {
    let sum = v128.load(task.squares + (<usize>v << 3));
    if (v + 1 == valid) sum = f64x2.replace_lane(sum, 1, 0);
    total = f64x2.add(total, sum);
  }
  return total;
}

/** Σ‖y* − y‖² of one tile, from H1 on; the first time round, A1 and H2 are made in full. */
function tileError(task: Task, weights: usize, first: bool, target: usize, valid: i32): v128 {
  if (first) {
    affine(weights, task.H1, task.A1, blocks(task.hidden2), task.hidden1);
    tanh(task.A1, task.H2, task.hidden2 * TILE);
  } else updateSecondLayer(task, weights);
  weights += (<usize>(blocks(task.hidden2) * (task.hidden1 + 1))) * 40;
  return squaredError(task, weights, target, valid);
}

/** Fills `task.errors` for so many updates; see the head of this file. */
export function networkErrors(task: Task, updates: i32): void {
  const deltas = (<usize>blocks(task.hidden1)) * 40;
  let X = task.X, target = task.target;
  memory.fill(task.errors, 0, (<usize>updates) << 4);
  for (let start = 0; start < task.examples; start += TILE) {
    const valid = min(TILE, task.examples - start);
    affine(task.first, X, task.A0, blocks(task.hidden1), task.inputs);
    affine(task.rows, X, task.gram, blocks(updates), task.inputs);
    measure(task, updates);
    tanh(task.A0, task.H1, task.hidden1 * TILE);
    let record = task.records, gram = task.gram, first = true;
    for (let k = 0; k < updates; k++, record += task.stride, gram += ROW) {
      if (k > 0) updateFirstLayer(task, record, gram, load<f64>(task.reaches + (<usize>k << 3)));
      if (load<i32>(task.wanted + (<usize>k << 2)) == 0) continue;
      const sum = task.errors + (<usize>k << 4);
      const error = tileError(task, record + deltas, first, target, valid);
      v128.store(sum, f64x2.add(v128.load(sum), error));
      first = false;
    }
    X += (<usize>task.inputs) * ROW, target += (<usize>blocks(task.outputs)) * BLOCK_ROWS;
  }
  for (let k: usize = 0; k < <usize>updates; k++) {
    const sum = task.errors + (k << 4);
    store<f64>(sum, load<f64>(sum) + load<f64>(sum, 8));
  }
}
