/**
 * W X + b on one tile of examples. W comes in blocks of five rows: five biases, then column after
 * column. Sums begin with the bias and run over the columns in order.
 *
 * The innermost loop takes five rows of weights times at most ten columns, on four examples at a time.
 * The weights are first copied to an address that is known when this is compiled. Loads from there
 * need no check of bounds, which some engines make one by one and which then takes a fifth of the
 * time. That is why the build writes the columns out; each is in a block of its own because without
 * these the compiler would finish one sum after another, and run out of registers.
 */

/** Examples in a tile. */
export const TILE: i32 = 64;
/** Bytes from one row of a tile to the next. */
export const ROW: usize = 512;
/** Rows in a block, and their bytes in a tile. */
export const BLOCK: i32 = 5;
export const BLOCK_ROWS: usize = 5 * ROW;

const STORE: i32 = 0, CHANGE: i32 = 1, SQUARE: i32 = 2;

/** Columns multiplied at once, at most. */
const COLUMNS: i32 = 10;

const WEIGHTS: usize = memory.data(400, 16);

/** Places the weights of the columns to be multiplied next. */
@inline
function place(weights: usize, columns: i32): void {
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
function multiply(
  what: i32, bias: usize, X: usize, columns: i32, partial: usize, Y: usize, totals: usize,
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
      //#repeat r 5
      a$r = v128.load(y), b$r = v128.load(y, 16), y += ROW;
      //#end
      y = partial + v;
    }
    let x0: v128, x1: v128, w: v128;
    //#repeat c 10
    if (columns > $c) {
      x0 = v128.load(x), x1 = v128.load(x, 16), x += ROW;
      //#repeat r 5
      w = weight($c, $r), a$r = madd(a$r, w, x0), b$r = madd(b$r, w, x1);
      //#end
    }
    //#end
    if (what == STORE) {
      //#repeat r 5
      v128.store(y, a$r), v128.store(y, b$r, 16), y += ROW;
      //#end
    } else if (what == CHANGE) {
      let at = Y + v;
      //#repeat r 5
      const c$r = larger(change(a$r, at, y), change(b$r, at + 16, y + 16));
      at += ROW, y += ROW;
      //#end
      largest = larger(largest, larger(c0, larger(larger(c1, c2), larger(c3, c4))));
    } else {
      let at = Y + v, total = v128.load(totals + v), other = v128.load(totals + v, 16);
      //#repeat r 5
      total = square(total, a$r, at), other = square(other, b$r, at + 16), at += ROW;
      //#end
      v128.store(totals + v, total), v128.store(totals + v, other, 16);
    }
  }
  return largest;
}

/** Adds the columns placed to biases or to what is in `partial`, there. */
function add(bias: usize, X: usize, columns: i32, partial: usize): void {
  multiply(STORE, bias, X, columns, partial, 0, 0);
}

/**
 * The same with all columns of a block, ten at a time: the first are added to its biases, the last
 * ones end as `what` says. Meanwhile the sums are in `partial`.
 */
@inline
function multiplyBlock(
  what: i32, weights: usize, X: usize, columns: i32, partial: usize, Y: usize, totals: usize,
): v128 {
  let bias = weights, left = columns;
  weights += 40;
  for (; left > COLUMNS; left -= COLUMNS) {
    place(weights, COLUMNS);
    add(bias, X, COLUMNS, partial);
    bias = 0, weights += (<usize>COLUMNS) * 40, X += (<usize>COLUMNS) * ROW;
  }
  place(weights, left);
  if (what != STORE) return multiply(what, bias, X, left, partial, Y, totals);
  add(bias, X, left, partial);
  return f64x2.splat(0);
}

/** Y = W X + b. */
export function affine(weights: usize, X: usize, Y: usize, blocks: i32, columns: i32): void {
  const bytes = (<usize>(columns + 1)) * 40;
  for (; blocks > 0; blocks--, weights += bytes, Y += BLOCK_ROWS) {
    multiplyBlock(STORE, weights, X, columns, Y, 0, 0);
  }
}

/**
 * Of one block, D = W X + b − Y, then Y = W X + b; the largest |D| or less than a millionth more, not
 * finite where one is not.
 */
export function affineChange(weights: usize, X: usize, Y: usize, D: usize, columns: i32): f64 {
  const largest = multiplyBlock(CHANGE, weights, X, columns, D, Y, 0);
  return sqrt(max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1)));
}

/** Of one block, totals += the squares of Y − (W X + b), row after row; `partial` is room for it. */
export function affineSquares(
  weights: usize, X: usize, Y: usize, partial: usize, totals: usize, columns: i32,
): void {
  multiplyBlock(SQUARE, weights, X, columns, partial, Y, totals);
}
