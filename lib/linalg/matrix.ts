/** Dense matrices of doubles, and the checks of shape that every operation on them makes. */

/** How many rows and columns something has. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/** A matrix: A_ij is `data[i * columns + j]`. */
export interface Matrix extends Shape {
  readonly data: Float64Array;
}

/** A matrix over `data`, which is not copied; zeros if left out. */
export function matrix(
  rows: number,
  columns: number,
  data: Float64Array = new Float64Array(rows * columns),
): Matrix {
  requireLength("make a matrix", data, rows * columns);
  return { rows, columns, data };
}

/** The identity matrix I (n × n). */
export function identity(n: number): Matrix {
  return shiftDiagonal(matrix(n, n), 1);
}

/** A copy of A that shares nothing with it. */
export function copy(A: Matrix): Matrix {
  return matrix(A.rows, A.columns, A.data.slice());
}

/** c Aᵀ, with c = 1 if left out. */
export function transpose(A: Matrix, c = 1): Matrix {
  const T = matrix(A.columns, A.rows);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < A.columns; j++) {
      T.data[j * A.rows + i] = c * A.data[i * A.columns + j];
    }
  }
  return T;
}

/** c A, in place of A. */
export function scale<Scaled extends { data: Float64Array | Float32Array }>(
  A: Scaled,
  c: number,
): Scaled {
  if (c !== 1) { for (let i = 0; i < A.data.length; i++) A.data[i] *= c; }
  return A;
}

/** A + c I, in place of the square matrix A. */
export function shiftDiagonal(A: Matrix, c: number): Matrix {
  for (let i = 0; i < A.rows; i++) A.data[i * A.columns + i] += c;
  return A;
}

/** The sum of the diagonal of a square matrix. */
export function trace({ rows, data }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += data[i * (rows + 1)];
  return sum;
}

/** The rows of A, which share its memory. */
export function rowsOf({ rows, columns, data }: Matrix): Float64Array[] {
  return Array.from(
    { length: rows },
    (_, i) => data.subarray(i * columns, (i + 1) * columns),
  );
}

/** Where the first entry of a block stands in a matrix. */
export interface Corner {
  row: number;
  column: number;
}

/** Puts A into M at that corner. */
export function place(M: Matrix, A: Matrix, { row, column }: Corner): void {
  rowsOf(A).forEach((entries, i) =>
    M.data.set(entries, (row + i) * M.columns + column)
  );
}

/** A copy of the block of M of that shape at that corner. */
export function block(
  M: Matrix,
  { rows, columns }: Shape,
  { row, column }: Corner,
): Matrix {
  const A = matrix(rows, columns), all = rowsOf(M);
  rowsOf(A).forEach((entries, i) =>
    entries.set(all[row + i].subarray(column, column + columns))
  );
  return A;
}

/** Whether every number is finite. */
export function allFinite(x: ArrayLike<number>): boolean {
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i])) return false;
  }
  return true;
}

/** Throws a RangeError if x is of another length; `action` completes "Cannot …". */
export function requireLength(
  action: string,
  x: ArrayLike<number>,
  wanted: number,
): void {
  if (x.length !== wanted) {
    throw new RangeError(
      `Cannot ${action}: wanted ${wanted} numbers, received ${x.length}`,
    );
  }
}

/** Throws a RangeError if A is of another shape; `action` completes "Cannot …". */
export function requireShape(
  action: string,
  A: Shape,
  { rows, columns }: Shape,
): void {
  if (A.rows !== rows || A.columns !== columns) {
    throw new RangeError(
      `Cannot ${action}: wanted shape (${rows}, ${columns}), received (${A.rows}, ${A.columns})`,
    );
  }
}
