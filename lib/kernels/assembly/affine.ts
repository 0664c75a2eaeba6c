/**
 * W X + b on one tile of examples. W comes in blocks of five rows: five biases, then column after
 * column. Sums begin with the bias and run over the columns in order.
 */
import { BLOCK_ROWS, CHANGE, COLUMNS, multiply, place, ROW, SQUARE, STORE } from "./columns";

/** Adds the columns placed to biases or to what is in `partial`, there. */
function add(bias: usize, X: usize, columns: i32, partial: usize): void {
  multiply(STORE, bias, X, columns, partial, 0, 0);
}

/** Adds a block's columns to its biases, into `partial`, but for the last ten or fewer, which it places. */
function addAllButLast(weights: usize, X: usize, columns: i32, partial: usize): i32 {
  let bias = weights, left = columns;
  weights += 40;
  for (; left > COLUMNS; left -= COLUMNS) {
    place(weights, COLUMNS);
    add(bias, X, COLUMNS, partial);
    bias = 0, weights += (<usize>COLUMNS) * 40, X += (<usize>COLUMNS) * ROW;
  }
  place(weights, left);
  return left;
}

/** Y = W X + b. */
export function affine(weights: usize, X: usize, Y: usize, blocks: i32, columns: i32): void {
  const bytes = (<usize>(columns + 1)) * 40;
  for (; blocks > 0; blocks--, weights += bytes, Y += BLOCK_ROWS) {
    const left = addAllButLast(weights, X, columns, Y);
    const bias = select<usize>(weights, 0, left == columns);
    add(bias, X + (<usize>(columns - left)) * ROW, left, Y);
  }
}

/**
 * Of one block, D = W X + b − Y, then Y = W X + b; the largest |D| or less than a millionth more, not
 * finite where one is not.
 */
export function affineChange(weights: usize, X: usize, Y: usize, D: usize, columns: i32): f64 {
  const left = addAllButLast(weights, X, columns, D);
  const bias = select<usize>(weights, 0, left == columns);
  X += (<usize>(columns - left)) * ROW;
  const largest = multiply(CHANGE, bias, X, left, D, Y, 0);
  return sqrt(max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1)));
}

/** Of one block, totals += the squares of Y − (W X + b), row after row; `partial` is room for it. */
export function affineSquares(
  weights: usize,
  X: usize,
  Y: usize,
  partial: usize,
  totals: usize,
  columns: i32,
): void {
  const left = addAllButLast(weights, X, columns, partial);
  const bias = select<usize>(weights, 0, left == columns);
  X += (<usize>(columns - left)) * ROW;
  multiply(SQUARE, bias, X, left, partial, Y, totals);
}
