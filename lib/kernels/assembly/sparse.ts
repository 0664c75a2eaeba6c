/**
 * A layer of float32 weights W over inputs x = (p − m 1) / d, p bytes of which few are not zero. Only
 * those are listed, as in compressed sparse rows, example by example, and in compressed sparse
 * columns, input by input. The number d is left to the caller.
 *
 * A row is 32 numbers, those of 32 units, and belongs to an input in `W`, to an example in `A` and `D`,
 * to an output in `output`. A table of more units is kept in tiles of n rows one after another, so that
 * all that is read in turn stays in the cache. An offset is that of a row in its tile, in bytes.
 */
import { floatTanh4 } from "./float_tanh";
import { madd } from "./madd";

/** Bytes in a row. */
const ROW: usize = 128;

/** target += Σ_e values[e] · (the row offsets[e] bytes after source), first ≤ e < end, in order. */
@inline
function addRows(
  target: usize,
  source: usize,
  offsets: usize,
  values: usize,
  first: u32,
  end: u32,
): void {
  //#repeat i 8
  let a$i = v128.load(target, 16 * $i);
  //#end
  for (let e = <usize>first << 2, stop = <usize>end << 2; e < stop; e += 4) {
    const x = v128.load32_splat(values + e);
    const row = source + load<u32>(offsets + e);
    //#repeat i 8
    a$i = madd(a$i, x, v128.load(row, 16 * $i));
    //#end
  }
  //#repeat i 8
  v128.store(target, a$i, 16 * $i);
  //#end
}

/** target = 0, for one row. */
@inline
function clearRow(target: usize): void {
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < ROW; at += 16) v128.store(target + at, zero);
}

/** target += source, of one row. */
@inline
function addRow(target: usize, source: usize): void {
  for (let at: usize = 0; at < ROW; at += 16) {
    v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(source + at)));
  }
}

/** Rows summed before their sum joins the others: so less is lost to rounding. */
const GROUP: u32 = 28;

/** total = the sum of all rows of a tile, in groups; `group` is room for one row. */
function sumRows(total: usize, source: usize, count: u32, group: usize): void {
  clearRow(total);
  for (let k: u32 = 0; k < count; k += GROUP) {
    clearRow(group);
    const end = source + <usize>min(k + GROUP, count) * ROW;
    for (let row = source + <usize>k * ROW; row < end; row += ROW) addRow(group, row);
    addRow(total, group);
  }
}

/** Mirrored by `sparse_weights.ts`. */
@unmanaged
class Sparse {
  tiles: u32;
  inputs: u32;
  outputs: u32;
  /** Bytes from one example to the next, a multiple of eight. */
  stride: u32;
  /** Examples at hand. */
  count: u32;
  /** (inputs × units) */
  W: usize;
  /** (units) W 1; what to add to each example's product; the activation of an example. */
  sums: usize;
  bias: usize;
  a: usize;
  /** (outputs × units) weights of the layer above. */
  output: usize;
  /** Room for a row. */
  row: usize;
  /** (count × inputs) p; (count) p · 1; (count × count) p_t · p_s. */
  bytes: usize;
  totals: usize;
  gram: usize;
  /** (count × units) W p + bias, and errors. */
  A: usize;
  D: usize;
  /** (count) offset and weight of each example's row. */
  places: usize;
  weights: usize;
  /** By examples: example n has what is from starts[n] to before starts[n + 1]. */
  starts: usize;
  offsets: usize;
  values: usize;
  /** The same by inputs, each value times its example's weight. */
  inputStarts: usize;
  inputOffsets: usize;
  inputValues: usize;
  /** (count × outputs), four numbers to be added for each. */
  answers: usize;
}

/** Lists the bytes that are not zero example by example, and sums them. */
export function compressExamples(layer: Sparse): void {
  let bytes = layer.bytes, starts = layer.starts, totals = layer.totals;
  let e: usize = 0;
  for (let n = layer.count; n > 0; n--, starts += 4, totals += 4) {
    store<u32>(starts, <u32>(e >> 2));
    let total: u32 = 0;
    for (let at: usize = 0; at < <usize>layer.stride; at += 8) {
      let eight = load<u64>(bytes + at);
      while (eight != 0) {
        const low = ctz(eight) & 56; // bits below the first byte that is not zero
        const byte = <u32>(eight >> low) & 255;
        store<u32>(layer.offsets + e, <u32>((at + <usize>(low >> 3)) * ROW));
        store<f32>(layer.values + e, <f32>byte);
        total += byte;
        e += 4;
        eight &= ~(<u64>255 << low);
      }
    }
    store<u32>(totals, total);
    bytes += layer.stride;
  }
  store<u32>(starts, <u32>(e >> 2));
}

/** Lists the same by inputs, in order of the examples, each value times its example's weight. */
export function compressInputs(layer: Sparse): void {
  const inputs = <usize>layer.inputs, inputStarts = layer.inputStarts;
  const offsets = layer.offsets, values = layer.values;
  const end = <usize>load<u32>(layer.starts + (<usize>layer.count << 2)) << 2;
  // inputStarts[j + 2] counts the bytes of input j, then is where they begin, and at last where they end
  memory.fill(inputStarts, 0, (inputs + 2) << 2);
  for (let e: usize = 0; e < end; e += 4) {
    const place = inputStarts + 8 + (load<u32>(offsets + e) / <u32>ROW << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
  let before: u32 = 0;
  for (let j: usize = 0; j < inputs; j++) {
    const place = inputStarts + 4 + (j << 2);
    const next = load<u32>(place, 4);
    store<u32>(place, before);
    before += next;
  }
  for (let n: usize = 0; n < <usize>layer.count; n++) {
    const weight = load<f32>(layer.weights + (n << 2));
    const starts = layer.starts + (n << 2), stop = <usize>load<u32>(starts, 4) << 2;
    for (let e = <usize>load<u32>(starts) << 2; e < stop; e += 4) {
      const place = inputStarts + 4 + (load<u32>(offsets + e) / <u32>ROW << 2);
      const to = <usize>load<u32>(place) << 2;
      store<u32>(place, <u32>(to >> 2) + 1);
      store<u32>(layer.inputOffsets + to, <u32>(n * ROW));
      store<f32>(layer.inputValues + to, weight * load<f32>(values + e));
    }
  }
}

/** gram[t, s] = p_t · p_s for s ≤ t, in whole numbers and so exact. */
export function multiplyBytes(layer: Sparse): void {
  const stride = layer.stride, bytes = layer.bytes;
  for (let t: u32 = 0; t < layer.count; t++) {
    const first = bytes + <usize>(t * stride), end = first + stride;
    for (let s: u32 = 0; s <= t; s++) {
      let other = bytes + <usize>(s * stride);
      let sum = i32x4.splat(0);
      for (let at = first; at < end; at += 8, other += 8) {
        const products = i32x4.dot_i16x8_s(v128.load8x8_u(at), v128.load8x8_u(other));
        sum = i32x4.add(sum, products);
      }
      const total = i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) +
        i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
      store<i32>(layer.gram + (<usize>(t * layer.count + s) << 2), total);
    }
  }
}

/** The rows of `A` in one tile. */
@inline
function multiplyTile(layer: Sparse, tile: usize): void {
  const W = layer.W + tile * layer.inputs * ROW;
  const bias = layer.bias + tile * ROW;
  let A = layer.A + tile * layer.count * ROW;
  let starts = layer.starts;
  for (let n = layer.count; n > 0; n--) {
    memory.copy(A, bias, ROW);
    addRows(A, W, layer.offsets, layer.values, load<u32>(starts), load<u32>(starts, 4));
    starts += 4;
    A += ROW;
  }
}

/** A = P Wᵀ + bias, P the bytes of the examples at hand. */
export function multiplySparse(layer: Sparse): void {
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) multiplyTile(layer, tile);
}

/** a = scale · A[t] + Σ_{s < t} weights[s] D[s]. */
export function activateSparse(layer: Sparse, t: u32, scale: f32): void {
  const scales = f32x4.splat(scale);
  const step = <usize>layer.count * ROW;
  let from = layer.A + <usize>t * ROW, D = layer.D;
  const end = layer.a + <usize>layer.tiles * ROW;
  for (let a = layer.a; a < end; a += ROW) {
    for (let at: usize = 0; at < ROW; at += 16) {
      v128.store(a + at, f32x4.mul(scales, v128.load(from + at)));
    }
    addRows(a, D, layer.places, layer.weights, 0, t);
    from += step;
    D += step;
  }
}

/**
 * W += Σ_t D[t] (w_t p_t − v_t 1)ᵀ − decay · W: each number of W is changed, and so rounded, once.
 * The list by inputs has the factors w_t in it already; `weights` are −v_t.
 *
 * @param shifted whether any v_t is not zero
 */
export function updateSparse(layer: Sparse, decay: f32, shifted: bool): void {
  const decays = f32x4.splat(decay), all = shifted || decay != 0;
  const shift = layer.a, change = layer.row;
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) {
    const W = layer.W + tile * layer.inputs * ROW;
    const D = layer.D + tile * layer.count * ROW;
    clearRow(shift);
    if (shifted) addRows(shift, D, layer.places, layer.weights, 0, layer.count);
    let starts = layer.inputStarts, row = W;
    for (let j = layer.inputs; j > 0; j--, starts += 4, row += ROW) {
      const first = load<u32>(starts), end = load<u32>(starts, 4);
      if (!all && first == end) continue;
      for (let at: usize = 0; at < ROW; at += 16) {
        const lost = f32x4.mul(decays, v128.load(row + at));
        v128.store(change + at, f32x4.sub(v128.load(shift + at), lost));
      }
      addRows(change, D, layer.inputOffsets, layer.inputValues, first, end);
      addRow(row, change);
    }
  }
}

/** sums = W 1. */
export function sumSparse(layer: Sparse): void {
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) {
    const W = layer.W + tile * layer.inputs * ROW;
    sumRows(layer.sums + tile * ROW, W, layer.inputs, layer.row);
  }
}

/** The rows of `answers` += output · tanh(scale · A) for one tile. */
@inline
function answerTile(layer: Sparse, tile: usize, scale: v128): void {
  const output = layer.output + tile * layer.outputs * ROW;
  const h = layer.row;
  let A = layer.A + tile * layer.count * ROW;
  let answer = layer.answers;
  for (let n = layer.count; n > 0; n--) {
    for (let at: usize = 0; at < ROW; at += 16) {
      v128.store(h + at, floatTanh4(f32x4.mul(scale, v128.load(A + at))));
    }
    //#repeat i 8
    const h$i = v128.load(h, 16 * $i);
    //#end
    let w = output;
    for (let k = layer.outputs; k > 0; k--) {
      let sum = v128.load(answer);
      //#repeat i 8
      sum = madd(sum, h$i, v128.load(w, 16 * $i));
      //#end
      v128.store(answer, sum);
      answer += 16;
      w += ROW;
    }
    A += ROW;
  }
}

/** answers = output · tanh(scale (P Wᵀ + bias)), each as four numbers to be added. */
export function answerSparse(layer: Sparse, scale: f32): void {
  const scales = f32x4.splat(scale);
  memory.fill(layer.answers, 0, <usize>(layer.count * layer.outputs) << 4);
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) {
    multiplyTile(layer, tile);
    answerTile(layer, tile, scales);
  }
}
