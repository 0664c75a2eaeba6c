/**
 * Which bytes of inputs are not zero: their places and values, example by example and input by
 * input. A place is the offset, in bytes, of the row that belongs to it in a tile (`rows.ts`).
 */
import { ROW } from "./rows";

/**
 * Lists each example's ink: examples are `stride` bytes long, a multiple of eight. The ink of
 * example n is from starts[n] to before starts[n + 1]; `totals` takes the sum of its bytes.
 */
export function inkOfExamples(
  bytes: usize,
  stride: u32,
  count: u32,
  starts: usize,
  offsets: usize,
  values: usize,
  totals: usize,
): void {
  let e: usize = 0;
  for (let n: usize = 0; n < <usize>count; n++) {
    store<u32>(starts + (n << 2), <u32>(e >> 2));
    let total: u32 = 0;
    for (let at: usize = 0; at < <usize>stride; at += 8) {
      let eight = load<u64>(bytes + at);
      while (eight != 0) {
        const low = ctz(eight) & 56; // bits below the first byte that is not zero
        const byte = <u32>(eight >> low) & 255;
        store<u32>(offsets + e, <u32>((at + <usize>(low >> 3)) * ROW));
        store<f32>(values + e, <f32>byte);
        total += byte;
        e += 4;
        eight &= ~(<u64>255 << low);
      }
    }
    store<u32>(totals + (n << 2), total);
    bytes += stride;
  }
  store<u32>(starts + (<usize>count << 2), <u32>(e >> 2));
}

/** Lists the same ink by inputs, in order of the examples, each value times its example's weight. */
export function inkOfInputs(
  count: u32,
  inputs: u32,
  starts: usize,
  offsets: usize,
  values: usize,
  weights: usize,
  inputStarts: usize,
  inputOffsets: usize,
  inputValues: usize,
): void {
  const end = <usize>load<u32>(starts + (<usize>count << 2)) << 2;
  // starts[j + 2] counts the ink of input j, is then where it begins, and at last where it ends
  memory.fill(inputStarts, 0, (<usize>inputs + 2) << 2);
  for (let e: usize = 0; e < end; e += 4) {
    const place = inputStarts + 8 + (load<u32>(offsets + e) / <u32>ROW << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
  let before: u32 = 0;
  for (let j: usize = 0; j < <usize>inputs; j++) {
    const place = inputStarts + 4 + (j << 2);
    const next = load<u32>(place, 4);
    store<u32>(place, before);
    before += next;
  }
  for (let n: usize = 0; n < <usize>count; n++) {
    const weight = load<f32>(weights + (n << 2));
    const stop = <usize>load<u32>(starts + (n << 2), 4) << 2;
    for (let e = <usize>load<u32>(starts + (n << 2)) << 2; e < stop; e += 4) {
      const place = inputStarts + 4 + (load<u32>(offsets + e) / <u32>ROW << 2);
      const to = load<u32>(place);
      store<u32>(place, to + 1);
      store<u32>(inputOffsets + (<usize>to << 2), <u32>(n * ROW));
      store<f32>(inputValues + (<usize>to << 2), weight * load<f32>(values + e));
    }
  }
}

@inline
function total(sum: v128): i32 {
  return i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) +
    i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
}

/** gram[t, s] = p_t · p_s for s ≤ t, in whole numbers and so exact. */
export function byteProducts(bytes: usize, stride: u32, count: u32, gram: usize): void {
  for (let t: u32 = 0; t < count; t++) {
    const first = bytes + <usize>(t * stride), end = first + stride;
    for (let s: u32 = 0; s <= t; s++) {
      let other = bytes + <usize>(s * stride);
      let sum = i32x4.splat(0);
      for (let at = first; at < end; at += 8, other += 8) {
        const products = i32x4.dot_i16x8_s(v128.load8x8_u(at), v128.load8x8_u(other));
        sum = i32x4.add(sum, products);
      }
      store<i32>(gram + (<usize>(t * count + s) << 2), total(sum));
    }
  }
}
