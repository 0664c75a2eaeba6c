/**
 * The sum of squared errors of a tanh-tanh-linear network over a whole training set, after each
 * of several updates of its weights.
 *
 *   E_k = Σ_examples ‖y* − (W2 tanh(W1 tanh(A0) + b1) + b2)‖²,   A0 = W0 X + b0 after update k
 *
 * Update k changes the first layer by a matrix of rank one, W0 += δ xᵀ and b0 += δ, so
 * A0 += δ (xᵀ X + 1): one row of a Gram matrix in place of a whole product. Only the first A0 of a
 * batch is computed in full; its update is not looked at. A tile of 32 examples passes through all
 * updates while it stays in the first-level cache.
 *
 * Order of summation: in a product from the bias on, column by column; the squares of an example
 * output by output; the examples of a tile two by two, even ones in the first lane and odd ones in
 * the second; tile by tile; the two lanes last.
 */
import { affine, ROW, TILE } from "./affine";
import { coefficient, isSmall, polynomial, tanh, tanhLarge } from "./tanh";

/** What to evaluate; the addresses are in bytes. Mirrored by `network_error_task.ts`. */
@unmanaged
class Task {
  examples: i32;
  inputs: i32;
  hidden1: i32;
  hidden2: i32;
  outputs: i32;
  /** Updates in this batch, and bytes from one to the next. */
  updates: i32;
  stride: i32;
  /** Tiles of X (inputs rows each) and of y* (outputs rows each). */
  X: usize;
  target: usize;
  /** W0 and b0 after the first update, packed. */
  first: usize;
  /** The inputs x of the updates as the rows of a packed matrix, with biases of 1. */
  rows: usize;
  /** For each update δ, packed W1 and b1, packed W2 and b2. */
  records: usize;
  /** For each update, 0 when it is to be applied only. */
  wanted: usize;
  /** Room for one tile each of A0, the Gram rows, tanh A0, A1, tanh A1, y. */
  A0: usize;
  gram: usize;
  H1: usize;
  A1: usize;
  H2: usize;
  y: usize;
  /** For each update two lanes; the sum is left in the first. */
  errors: usize;
}

/** Blocks of five rows needed for `rows` rows. */
@inline
function blocks(rows: i32): i32 {
  return (rows + 4) / 5;
}

/** A0 += δ (row of the Gram matrix), H1 = tanh A0. */
function updateFirstLayer(task: Task, delta: usize, gram: usize): void {
  const c0 = coefficient(0), c1 = coefficient(1), c2 = coefficient(2);
  const c3 = coefficient(3), c4 = coefficient(4), c5 = coefficient(5);
  let source = task.A0, target = task.H1;
  const end = source + (<usize>task.hidden1) * ROW;
  for (; source < end; source += ROW, target += ROW, delta += 8) {
    const change = v128.load64_splat(delta);
    let largest = f64x2.splat(0);
    for (let v: usize = 0; v < ROW; v += 16) {
      const a = f64x2.add(v128.load(source + v), f64x2.mul(change, v128.load(gram + v)));
      v128.store(source + v, a);
      const z = f64x2.mul(a, a);
      largest = f64x2.pmax(largest, z);
      v128.store(target + v, polynomial(a, z, c0, c1, c2, c3, c4, c5));
    }
    if (!isSmall(largest)) tanhLarge(source, target, TILE);
  }
}

/** The squared errors of the first `valid` examples of a tile, odd and even ones apart. */
function squaredError(y: usize, target: usize, outputs: i32, valid: i32): v128 {
  let total = f64x2.splat(0);
  const bytes = (<usize>outputs) * ROW;
  for (let v: i32 = 0; v < valid; v += 2, y += 16, target += 16) {
    let sum = f64x2.splat(0);
    for (let row: usize = 0; row < bytes; row += ROW) {
      const e = f64x2.sub(v128.load(target + row), v128.load(y + row));
      sum = f64x2.add(sum, f64x2.mul(e, e));
    }
    if (v + 1 == valid) sum = f64x2.replace_lane(sum, 1, 0);
    total = f64x2.add(total, sum);
  }
  return total;
}

/** Σ‖y* − y‖² of one tile, from H1 = tanh A0 on. */
function tileError(task: Task, weights: usize, target: usize, valid: i32): v128 {
  affine(weights, task.H1, task.A1, blocks(task.hidden2), task.hidden1);
  weights += (<usize>(blocks(task.hidden2) * (task.hidden1 + 1))) * 40;
  tanh(task.A1, task.H2, task.hidden2 * TILE);
  affine(weights, task.H2, task.y, blocks(task.outputs), task.hidden2);
  return squaredError(task.y, target, task.outputs, valid);
}

/** Fills `task.errors`; see the head of this file. */
export function networkErrors(task: Task): void {
  const deltas = (<usize>blocks(task.hidden1)) * 40;
  let X = task.X, target = task.target;
  memory.fill(task.errors, 0, (<usize>task.updates) << 4);
  for (let start = 0; start < task.examples; start += TILE) {
    const valid = min(TILE, task.examples - start);
    affine(task.first, X, task.A0, blocks(task.hidden1), task.inputs);
    affine(task.rows, X, task.gram, blocks(task.updates), task.inputs);
    let record = task.records, gram = task.gram;
    for (let k = 0; k < task.updates; k++, record += task.stride, gram += ROW) {
      if (k == 0) tanh(task.A0, task.H1, task.hidden1 * TILE);
      else updateFirstLayer(task, record, gram);
      if (load<i32>(task.wanted + (<usize>k << 2)) == 0) continue;
      const sum = task.errors + (<usize>k << 4);
      const error = tileError(task, record + deltas, target, valid);
      v128.store(sum, f64x2.add(v128.load(sum), error));
    }
    X += (<usize>task.inputs) * ROW;
    target += (<usize>task.outputs) * ROW;
  }
  for (let k: usize = 0; k < <usize>task.updates; k++) {
    const sum = task.errors + (k << 4);
    store<f64>(sum, load<f64>(sum) + load<f64>(sum, 8));
  }
}
