/**
 * The one operation of the sparse layer: sums of rows, each with a weight.
 *
 * A row is 32 numbers of float32. A table of n rows by more than 32 columns is kept in tiles, a
 * tile being n rows one after another, so that all that is read in turn stays in the cache.
 */
import { madd } from "./float_tanh";

/** Bytes in a row. */
export const ROW: usize = 128;

/** target += Σ_e values[e] · (the row offsets[e] bytes after source), first ≤ e < end, in order. */
@inline
export function addRows(
  target: usize,
  source: usize,
  offsets: usize,
  values: usize,
  first: u32,
  end: u32,
): void {
  let a0 = v128.load(target, 0), a1 = v128.load(target, 16);
  let a2 = v128.load(target, 32), a3 = v128.load(target, 48);
  let a4 = v128.load(target, 64), a5 = v128.load(target, 80);
  let a6 = v128.load(target, 96), a7 = v128.load(target, 112);
  for (let e = <usize>first << 2, stop = <usize>end << 2; e < stop; e += 4) {
    const x = v128.load32_splat(values + e);
    const row = source + load<u32>(offsets + e);
    a0 = madd(a0, x, v128.load(row, 0));
    a1 = madd(a1, x, v128.load(row, 16));
    a2 = madd(a2, x, v128.load(row, 32));
    a3 = madd(a3, x, v128.load(row, 48));
    a4 = madd(a4, x, v128.load(row, 64));
    a5 = madd(a5, x, v128.load(row, 80));
    a6 = madd(a6, x, v128.load(row, 96));
    a7 = madd(a7, x, v128.load(row, 112));
  }
  v128.store(target, a0, 0);
  v128.store(target, a1, 16);
  v128.store(target, a2, 32);
  v128.store(target, a3, 48);
  v128.store(target, a4, 64);
  v128.store(target, a5, 80);
  v128.store(target, a6, 96);
  v128.store(target, a7, 112);
}

/** target = 0, for one row. */
@inline
export function clearRow(target: usize): void {
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < ROW; at += 16) v128.store(target + at, zero);
}

/** target += source, of one row. */
@inline
export function addRow(target: usize, source: usize): void {
  for (let at: usize = 0; at < ROW; at += 16) {
    v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(source + at)));
  }
}

/** Rows summed before their sum joins the others: so less is lost to rounding. */
const GROUP: u32 = 28;

/** total = the sum of all rows of a tile, in groups; `group` is room for one row. */
export function sumRows(total: usize, source: usize, count: u32, group: usize): void {
  clearRow(total);
  for (let k: u32 = 0; k < count; k += GROUP) {
    clearRow(group);
    const end = source + <usize>min(k + GROUP, count) * ROW;
    for (let row = source + <usize>k * ROW; row < end; row += ROW) addRow(group, row);
    addRow(total, group);
  }
}
