/**
 * The innermost loop of products with a tile of examples: five rows of weights times at most ten
 * columns, on four examples at a time, and what is made of the sums.
 *
 * The weights are first copied to an address that is known when this is compiled. Loads from there
 * need no check of bounds, which some engines make one by one and which then takes a fifth of the
 * time. That is why the columns are written out; each is in a block of its own because without
 * these the compiler would finish one sum after another, and run out of registers.
 */
import { ROW } from "./tile";

export const STORE: i32 = 0, CHANGE: i32 = 1, SQUARE: i32 = 2;

/** Columns multiplied at once, at most. */
export const COLUMNS: i32 = 10;

const WEIGHTS: usize = memory.data(400, 16);

/** Places the weights of the columns to be multiplied next. */
@inline
export function place(weights: usize, columns: i32): void {
  const bytes = (<usize>columns) * 40;
  for (let at: usize = 0; at < bytes; at += 40) {
    v128.store(WEIGHTS + at, v128.load(weights + at));
    v128.store(WEIGHTS + at, v128.load(weights + at, 16), 16);
    store<f64>(WEIGHTS + at, load<f64>(weights + at, 32), 32);
  }
}

@inline
function weight(column: usize, row: usize): v128 {
  return v128.load64_splat(WEIGHTS + column * 40 + (row << 3));
}

@inline
function madd(sum: v128, w: v128, x: v128): v128 {
  return f64x2.add(sum, f64x2.mul(w, x));
}

/** Stores a sum and its change; the change's square. */
@inline
function change(sum: v128, Y: usize, D: usize): v128 {
  const d = f64x2.sub(sum, v128.load(Y));
  v128.store(Y, sum);
  v128.store(D, d);
  return f64x2.mul(d, d);
}

/**
 * At least the larger of two squares, by less than a millionth; NaN if one is. As whole numbers,
 * word by word, since `f64x2.pmax` may forget a NaN and `f64x2.max` takes several instructions.
 */
@inline
function larger(a: v128, b: v128): v128 {
  return i32x4.max_u(a, b);
}

@inline
function square(total: v128, sum: v128, target: usize): v128 {
  const e = f64x2.sub(v128.load(target), sum);
  return f64x2.add(total, f64x2.mul(e, e));
}

/**
 * Adds the products of the columns placed to a block's biases or, if `bias` is 0, to what is in
 * `partial`. Then, by `what`:
 *
 *   STORE   partial = sums
 *   CHANGE  partial = sums − Y, Y = sums; returns the largest change squared, see `larger`
 *   SQUARE  totals += (Y − sums)², row after row
 */
@inline
export function multiply(
  what: i32,
  bias: usize,
  X: usize,
  columns: i32,
  partial: usize,
  Y: usize,
  totals: usize,
): v128 {
  let largest = f64x2.splat(0);
  for (let v: usize = 0; v < ROW; v += 32) {
    let a0: v128, a1: v128, a2: v128, a3: v128, a4: v128;
    let b0: v128, b1: v128, b2: v128, b3: v128, b4: v128;
    let x = X + v, y = partial + v;
    if (bias != 0) {
      a0 = b0 = v128.load64_splat(bias), a1 = b1 = v128.load64_splat(bias, 8);
      a2 = b2 = v128.load64_splat(bias, 16), a3 = b3 = v128.load64_splat(bias, 24);
      a4 = b4 = v128.load64_splat(bias, 32);
    } else {
      a0 = v128.load(y), b0 = v128.load(y, 16), y += ROW;
      a1 = v128.load(y), b1 = v128.load(y, 16), y += ROW;
      a2 = v128.load(y), b2 = v128.load(y, 16), y += ROW;
      a3 = v128.load(y), b3 = v128.load(y, 16), y += ROW;
      a4 = v128.load(y), b4 = v128.load(y, 16);
      y = partial + v;
    }
    let x0: v128, x1: v128, w: v128;
    if (columns > 0) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(0, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(0, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(0, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(0, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(0, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 1) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(1, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(1, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(1, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(1, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(1, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 2) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(2, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(2, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(2, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(2, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(2, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 3) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(3, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(3, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(3, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(3, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(3, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 4) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(4, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(4, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(4, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(4, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(4, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 5) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(5, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(5, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(5, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(5, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(5, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 6) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(6, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(6, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(6, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(6, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(6, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 7) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(7, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(7, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(7, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(7, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(7, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 8) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(8, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(8, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(8, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(8, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(8, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (columns > 9) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      w = weight(9, 0), a0 = madd(a0, w, x0), b0 = madd(b0, w, x1);
      w = weight(9, 1), a1 = madd(a1, w, x0), b1 = madd(b1, w, x1);
      w = weight(9, 2), a2 = madd(a2, w, x0), b2 = madd(b2, w, x1);
      w = weight(9, 3), a3 = madd(a3, w, x0), b3 = madd(b3, w, x1);
      w = weight(9, 4), a4 = madd(a4, w, x0), b4 = madd(b4, w, x1);
    }
    if (what == STORE) {
      v128.store(y, a0), v128.store(y, b0, 16), y += ROW;
      v128.store(y, a1), v128.store(y, b1, 16), y += ROW;
      v128.store(y, a2), v128.store(y, b2, 16), y += ROW;
      v128.store(y, a3), v128.store(y, b3, 16), y += ROW;
      v128.store(y, a4), v128.store(y, b4, 16);
    } else if (what == CHANGE) {
      let at = Y + v;
      const c0 = larger(change(a0, at, y), change(b0, at + 16, y + 16));
      at += ROW, y += ROW;
      const c1 = larger(change(a1, at, y), change(b1, at + 16, y + 16));
      at += ROW, y += ROW;
      const c2 = larger(change(a2, at, y), change(b2, at + 16, y + 16));
      at += ROW, y += ROW;
      const c3 = larger(change(a3, at, y), change(b3, at + 16, y + 16));
      at += ROW, y += ROW;
      const c4 = larger(change(a4, at, y), change(b4, at + 16, y + 16));
      largest = larger(largest, larger(c0, larger(larger(c1, c2), larger(c3, c4))));
    } else {
      let at = Y + v, total = v128.load(totals + v), other = v128.load(totals + v, 16);
      total = square(total, a0, at), other = square(other, b0, at + 16), at += ROW;
      total = square(total, a1, at), other = square(other, b1, at + 16), at += ROW;
      total = square(total, a2, at), other = square(other, b2, at + 16), at += ROW;
      total = square(total, a3, at), other = square(other, b3, at + 16), at += ROW;
      total = square(total, a4, at), other = square(other, b4, at + 16);
      v128.store(totals + v, total), v128.store(totals + v, other, 16);
    }
  }
  return largest;
}
