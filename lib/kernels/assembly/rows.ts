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
