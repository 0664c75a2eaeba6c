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

/**
 * A matrix over `data`, which is not copied; zeros if left out.
 *
 * @throws {RangeError} if `data` has not rows × columns numbers.
 */
export function matrix(
  rows: number,
  columns: number,
  data: Float64Array = new Float64Array(rows * columns),
): Matrix {
  requireLength("make a matrix", data, rows * columns);
  return { rows, columns, data };
}

/**
 * The matrix with the given rows.
 *
 * @throws {RangeError} if the rows are of different lengths.
 */
export function matrixFromRows(
  rows: readonly ArrayLike<number>[],
): Matrix {
  const A = matrix(rows.length, rows[0]?.length ?? 0);
  rows.forEach((row, i) => {
    requireLength(`make row ${i} of a matrix`, row, A.columns);
    A.data.set(row, i * A.columns);
  });
  return A;
}

/** The identity matrix I (n × n). */
export function identity(n: number): Matrix {
  const I = matrix(n, n);
  for (let i = 0; i < n; i++) I.data[i * n + i] = 1;
  return I;
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

/** A + c I, in place of the square matrix A. */
export function shiftDiagonal(A: Matrix, c: number): Matrix {
  for (let i = 0; i < A.rows; i++) A.data[i * A.columns + i] += c;
  return A;
}

/** Whether every number is finite. */
export function allFinite(x: ArrayLike<number>): boolean {
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i])) return false;
  }
  return true;
}

/**
 * Refuses a vector of the wrong length; `action` completes "Cannot …".
 *
 * @throws {RangeError} with the length wanted, then the length received.
 */
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

/**
 * Refuses a matrix of the wrong shape; `action` completes "Cannot …".
 *
 * @throws {RangeError} with the shape wanted, then the shape received.
 */
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
