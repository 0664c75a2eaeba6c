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

/** Inputs in a span, a multiple of eight: their rows of a tile stay in the cache while all examples pass. */
const SPAN: u32 = 200;

/** target += Σ_e values[e] · (the row offsets[e] bytes after source), first ≤ e < end, in order. */
@inline
function addRows(target: usize, source: usize, offsets: usize, values: usize, first: u32, end: u32): void {
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
  tiles: u32; inputs: u32; outputs: u32;
  /** Bytes from one example to the next, a multiple of eight. */
  stride: u32;
  /** Examples at hand; spans of the inputs. */
  count: u32; spans: u32;
  /** (inputs × units) */
  W: usize;
  /** (units) W 1; what to add to each example's product; the activation of an example. */
  sums: usize; bias: usize; a: usize;
  /** (outputs × units) weights of the layer above; room for a row. */
  output: usize; row: usize;
  /** (count × inputs) p; (count) p · 1; (count × count) p_t · p_s. */
  bytes: usize; totals: usize; gram: usize;
  /** (count × units) W p + bias, and errors. */
  A: usize; D: usize;
  /** (count) offset and weight of each example's row. */
  places: usize; weights: usize;
  /** By examples, and of each by `spans`: span s of example n is from starts[n spans + s] to before the next. */
  starts: usize; offsets: usize; values: usize;
  /** The same by inputs, each value times its example's weight. */
  inputStarts: usize; inputOffsets: usize; inputValues: usize;
  /** (count × outputs), four numbers to be added for each. */
  answers: usize;
}

/** Where what is listed of an example begins, and what is listed before it ends. */
@inline
function startOf(layer: Sparse, n: u32): u32 {
  return load<u32>(layer.starts + (<usize>(n * layer.spans) << 2));
}

/** Lists the bytes that are not zero example by example, times `scale`, and sums them. */
export function compressExamples(layer: Sparse, scale: f32): void {
  let bytes = layer.bytes, starts = layer.starts, totals = layer.totals;
  let e: usize = 0;
  for (let n = layer.count; n > 0; n--, totals += 4) {
    let total: u32 = 0;
    for (let at: usize = 0; at < <usize>layer.stride; at += 8) {
      if (at % SPAN == 0) store<u32>(starts, <u32>(e >> 2)), starts += 4;
      if (load<u64>(bytes + at) == 0) continue;
      // each is written, and kept if it is not zero: that takes less than to guess which are
      //#repeat i 8
      const byte$i = <u32>load<u8>(bytes + at, $i);
      store<u32>(layer.offsets + e, <u32>((at + $i) * ROW)), store<f32>(layer.values + e, scale * <f32>byte$i);
      total += byte$i, e += byte$i == 0 ? 0 : 4;
      //#end
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
  const end = <usize>startOf(layer, layer.count) << 2;
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
    const stop = <usize>startOf(layer, <u32>n + 1) << 2;
    for (let e = <usize>startOf(layer, <u32>n) << 2; e < stop; e += 4) {
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
function multiplyTile(layer: Sparse, tile: usize): void {
  const W = layer.W + tile * layer.inputs * ROW;
  const bias = layer.bias + tile * ROW, spans = layer.spans;
  for (let span: u32 = 0; span < spans; span++) {
    let A = layer.A + tile * layer.count * ROW, starts = layer.starts + (<usize>span << 2);
    for (let n = layer.count; n > 0; n--, starts += <usize>spans << 2, A += ROW) {
      if (span == 0) memory.copy(A, bias, ROW);
      addRows(A, W, layer.offsets, layer.values, load<u32>(starts), load<u32>(starts, 4));
    }
  }
}

/** A = P Wᵀ + bias, P the bytes of the examples at hand. */
export function multiplySparse(layer: Sparse): void {
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) multiplyTile(layer, tile);
}

/** Rows of numbers, `stride` apart, = factor · (P Wᵀ + bias). */
export function multiplyIntoRows(layer: Sparse, target: usize, stride: u32, factor: f32): void {
  const factors = f32x4.splat(factor), rowBytes = <usize>stride << 2;
  for (let tile: usize = 0; tile < <usize>layer.tiles; tile++) {
    multiplyTile(layer, tile);
    const left = tile * ROW, width = min(ROW, rowBytes - left);
    let A = layer.A + tile * layer.count * ROW, to = target + left;
    for (let n = layer.count; n > 0; n--, A += ROW, to += rowBytes) {
      for (let at: usize = 0; at < width; at += 16) v128.store(to + at, f32x4.mul(factors, v128.load(A + at)));
    }
  }
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
    from += step, D += step;
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
    const D = layer.D + tile * layer.count * ROW;
    clearRow(shift);
    if (shifted) addRows(shift, D, layer.places, layer.weights, 0, layer.count);
    let starts = layer.inputStarts, row = layer.W + tile * layer.inputs * ROW;
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
  let A = layer.A + tile * layer.count * ROW, answer = layer.answers;
  for (let n = layer.count; n > 0; n--) {
    //#repeat i 8
    const h$i = floatTanh4(f32x4.mul(scale, v128.load(A, 16 * $i)));
    //#end
    let w = output;
    for (let k = layer.outputs; k > 0; k--) {
      let sum = v128.load(answer);
      //#repeat i 8
      sum = madd(sum, h$i, v128.load(w, 16 * $i));
      //#end
      v128.store(answer, sum);
      answer += 16, w += ROW;
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
