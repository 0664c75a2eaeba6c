/**
 * A layer of float32 weights W over inputs x = (p − m 1) / d, p bytes of which few are not zero.
 *
 * Tables are in tiles of 32 units (`rows.ts`): a row belongs to an input in `W`, to an example in
 * `A` and `D`, to an output in `output`. The number d is left to the caller.
 */
import { floatTanh4 } from "./float_tanh";
import { madd } from "./madd";
import { addRow, addRows, clearRow, copyRow, multiplyRow, ROW, subtractRow, sumRows } from "./rows";

/** Mirrored by `inked_memory.ts`. */
@unmanaged
class Inked {
  tiles: u32;
  inputs: u32;
  outputs: u32;
  /** Examples of the block or piece at hand. */
  count: u32;
  /** (inputs × units) */
  W: usize;
  /** (units) W 1. */
  sums: usize;
  /** (units) to add to each example's product. */
  bias: usize;
  /** (count × units) W p + bias. */
  A: usize;
  /** (count × units) errors. */
  D: usize;
  /** (units) */
  a: usize;
  /** (count) place in a tile and weight of each example's row. */
  places: usize;
  weights: usize;
  /** Ink by examples, then by inputs: see `ink.ts`. */
  starts: usize;
  offsets: usize;
  values: usize;
  inputStarts: usize;
  inputOffsets: usize;
  inputValues: usize;
  /** (outputs × units) weights of the layer above. */
  output: usize;
  /** (count × outputs), four numbers to be added for each. */
  answers: usize;
  /** Room for a row. */
  row: usize;
}

/** The rows of `A` in one tile. */
@inline
function multiplyTile(layer: Inked, tile: usize): void {
  const W = layer.W + tile * layer.inputs * ROW;
  const bias = layer.bias + tile * ROW;
  let A = layer.A + tile * layer.count * ROW;
  let starts = layer.starts;
  for (let n = layer.count; n > 0; n--) {
    copyRow(A, bias);
    addRows(A, W, layer.offsets, layer.values, load<u32>(starts), load<u32>(starts, 4));
    starts += 4;
    A += ROW;
  }
}

/** A = P Wᵀ + bias, P the bytes of the examples at hand, of which only the ink is looked at. */
export function multiplyInked(layer: Inked): void {
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) multiplyTile(layer, tile);
}

/** a = scale · A[t] + Σ_{s < t} weights[s] D[s]. */
export function activateInked(layer: Inked, t: u32, scale: f32): void {
  const scales = f32x4.splat(scale);
  const step = <usize>layer.count * ROW;
  let from = layer.A + <usize>t * ROW, D = layer.D;
  const end = layer.a + <usize>layer.tiles * ROW;
  for (let a = layer.a; a < end; a += ROW) {
    multiplyRow(a, from, scales);
    addRows(a, D, layer.places, layer.weights, 0, t);
    from += step;
    D += step;
  }
}

/**
 * W += Σ_t D[t] (w_t p_t − v_t 1)ᵀ − decay · W, and `sums` to match: each number of W is changed,
 * and so rounded, once. The ink by inputs has the factors w_t in it already; `weights` are −v_t.
 */
export function updateInked(layer: Inked, decay: f32): void {
  const decays = f32x4.splat(decay);
  const shift = layer.a, change = layer.row;
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) {
    const W = layer.W + tile * layer.inputs * ROW;
    const D = layer.D + tile * layer.count * ROW;
    clearRow(shift);
    addRows(shift, D, layer.places, layer.weights, 0, layer.count);
    let starts = layer.inputStarts, row = W;
    for (let j = layer.inputs; j > 0; j--) {
      subtractRow(change, shift, decays, row);
      const first = load<u32>(starts), end = load<u32>(starts, 4);
      addRows(change, D, layer.inputOffsets, layer.inputValues, first, end);
      addRow(row, change);
      starts += 4;
      row += ROW;
    }
    sumRows(layer.sums + tile * ROW, W, layer.inputs, layer.row);
  }
}

/** sums = W 1. */
export function sumInked(layer: Inked): void {
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) {
    const W = layer.W + tile * layer.inputs * ROW;
    sumRows(layer.sums + tile * ROW, W, layer.inputs, layer.row);
  }
}

/** The rows of `answers` += output · tanh(scale · A) for one tile. */
@inline
function answerTile(layer: Inked, tile: usize, scale: v128): void {
  const output = layer.output + tile * layer.outputs * ROW;
  const h = layer.row;
  let A = layer.A + tile * layer.count * ROW;
  let answer = layer.answers;
  for (let n = layer.count; n > 0; n--) {
    for (let at: usize = 0; at < ROW; at += 16) {
      v128.store(h + at, floatTanh4(f32x4.mul(scale, v128.load(A + at))));
    }
    const h0 = v128.load(h, 0), h1 = v128.load(h, 16);
    const h2 = v128.load(h, 32), h3 = v128.load(h, 48);
    const h4 = v128.load(h, 64), h5 = v128.load(h, 80);
    const h6 = v128.load(h, 96), h7 = v128.load(h, 112);
    let w = output;
    for (let k = layer.outputs; k > 0; k--) {
      let sum = v128.load(answer);
      sum = madd(sum, h0, v128.load(w, 0));
      sum = madd(sum, h1, v128.load(w, 16));
      sum = madd(sum, h2, v128.load(w, 32));
      sum = madd(sum, h3, v128.load(w, 48));
      sum = madd(sum, h4, v128.load(w, 64));
      sum = madd(sum, h5, v128.load(w, 80));
      sum = madd(sum, h6, v128.load(w, 96));
      sum = madd(sum, h7, v128.load(w, 112));
      v128.store(answer, sum);
      answer += 16;
      w += ROW;
    }
    A += ROW;
  }
}

/** answers = output · tanh(scale (P Wᵀ + bias)), each as four numbers to be added. */
export function answerInked(layer: Inked, scale: f32): void {
  const scales = f32x4.splat(scale);
  memory.fill(layer.answers, 0, <usize>(layer.count * layer.outputs) << 4);
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) {
    multiplyTile(layer, tile);
    answerTile(layer, tile, scales);
  }
}
