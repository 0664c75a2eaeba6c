import {
  type DenseAlgebra,
  type Factor,
  type LinearSystem,
  productSizes,
  requireProduct,
  requireSystem,
  type Scales,
  type Transposes,
} from "../linalg/dense_algebra.ts";
import { type Matrix, matrix } from "../linalg/matrix.ts";
import { OwnKernels } from "./own_kernels.ts";

/** The kernels, as `assembly/dense.ts` and `assembly/lu.ts` describe them. */
interface DenseKernels {
  packedRoom(columns: number): number;
  multiplyAdd(...addressesAndSizes: number[]): void;
  factorLU(...addressesAndSizes: number[]): void;
  solveLU(...addressesAndSizes: number[]): void;
}

/** Sizes in the kernels' memory: multiples of four. */
function filled(size: number): number {
  return 4 * Math.ceil(size / 4);
}

/** Where a matrix is in the kernels' memory. */
interface Placed {
  address: number;
  /** doubles from one row to the next */
  stride: number;
}

/** A stretch of memory that is used again, and made longer when it is too short. */
interface Stretch {
  address: number;
  length: number;
}

/** Dense algebra by the project's own kernels, equal bit for bit on every machine. */
export class CompiledAlgebra implements DenseAlgebra {
  readonly #own = new OwnKernels<DenseKernels>();
  readonly #stretches: Record<string, Stretch> = {};
  /** room for half of a symmetric change, by size */
  readonly #halves = new Map<number, Matrix>();

  product(A: Factor, B: Factor, transposes: Transposes = {}): Matrix {
    const { rows, columns } = productSizes(A, B, transposes);
    const C = matrix(rows, columns);
    this.gemm(C, { alpha: 1, beta: 0 }, [A, B], transposes);
    return C;
  }

  gemm(
    C: Matrix,
    { alpha, beta }: Scales,
    [A, B]: readonly [Factor, Factor],
    transposes: Transposes = {},
  ): void {
    const { transposeA, transposeB } = transposes;
    const { rows, inner, columns } = productSizes(A, B, transposes);
    requireProduct(C, { rows, columns });
    const placedA = this.#place("A", A), placedB = this.#place("B", B);
    const room = this.#room(columns);
    const stride = filled(columns), length = filled(rows) * stride;
    const address = this.#reserve("C", length);
    this.#doubles(address, length).fill(0);
    this.#own.kernels.multiplyAdd(
      ...[address, 8 * stride, placedA.address, 8 * placedA.stride],
      ...[placedB.address, 8 * placedB.stride],
      ...[filled(rows), inner, stride, alpha, room],
      ...[Number(transposeA ?? false), Number(transposeB ?? false)],
    );
    this.#addTo(C, beta, this.#doubles(address, length));
  }

  syr2k(
    M: Matrix,
    scales: Scales,
    [A, B]: readonly [Factor, Factor],
  ): void {
    let half = this.#halves.get(M.rows);
    if (!half) this.#halves.set(M.rows, half = matrix(M.rows, M.rows));
    this.gemm(half, { alpha: 1, beta: 0 }, [A, B], { transposeB: true });
    addWithTransposed(M, scales, half);
  }

  solve(system: LinearSystem, X: Matrix): void {
    requireSystem(system, X);
    const { A, shift = 0 } = system;
    const { rows: n, columns } = X;
    const size = filled(n);
    const factors = this.#place("A", A), right = this.#place("B", X);
    this.#shift(factors, n, shift);
    const pivots = this.#reserve("pivots", size);
    const room = this.#room(size);
    const factored = [factors.address, 8 * factors.stride, n, size, pivots];
    this.#own.kernels.factorLU(...factored, room);
    this.#own.kernels.solveLU(
      ...factored,
      ...[right.address, 8 * right.stride, filled(columns), room],
    );
    this.#read(right, X);
  }

  /** Copies a matrix into the kernels' memory, as float64, its filling zeros. */
  #place(name: string, { rows, columns, data }: Factor): Placed {
    const stride = filled(columns);
    const length = filled(rows) * stride;
    const address = this.#reserve(name, length);
    const target = this.#doubles(address, length);
    if (stride === columns) target.set(data);
    else {
      for (let i = 0; i < rows; i++) {
        const row = data.subarray(i * columns, (i + 1) * columns);
        target.set(row, i * stride);
        target.fill(0, i * stride + columns, (i + 1) * stride);
      }
    }
    target.fill(0, rows * stride);
    return { address, stride };
  }

  /** C ← beta C + what lies in the kernels' memory, row after row with its filling. */
  #addTo({ rows, columns, data }: Matrix, beta: number, added: Float64Array) {
    const stride = filled(columns);
    for (let i = 0, ij = 0; i < rows; i++) {
      const row = i * stride;
      if (beta === 0) {
        data.set(added.subarray(row, row + columns), ij);
        ij += columns;
      } else {
        for (let j = 0; j < columns; j++, ij++) {
          data[ij] = beta * data[ij] + added[row + j];
        }
      }
    }
  }

  #shift({ address, stride }: Placed, n: number, shift: number): void {
    const data = this.#doubles(address, n * stride);
    for (let i = 0; i < n; i++) data[i * stride + i] += shift;
  }

  /** Copies a matrix out of the kernels' memory. */
  #read({ address, stride }: Placed, { rows, columns, data }: Matrix): void {
    const from = this.#doubles(address, rows * stride);
    for (let i = 0; i < rows; i++) {
      const row = from.subarray(i * stride, i * stride + columns);
      data.set(row, i * columns);
    }
  }

  #room(columns: number): number {
    return this.#reserve(
      "room",
      Math.max(
        this.#own.kernels.packedRoom(filled(columns)),
        filled(columns) * 32, // a block of columns while it is factored
      ),
    );
  }

  #reserve(name: string, length: number): number {
    const stretch = this.#stretches[name];
    if (stretch && stretch.length >= length) return stretch.address;
    const address = this.#own.reserve(8 * length);
    this.#stretches[name] = { address, length };
    return address;
  }

  #doubles(address: number, length: number): Float64Array {
    return this.#own.doubles(address, length);
  }
}

/** Rows and columns at hand at a time, so that a column's numbers come from the cache. */
const tile = 32;

/** M ← beta M + alpha (U + Uᵀ). */
function addWithTransposed(
  { rows: n, data: M }: Matrix,
  { alpha, beta }: Scales,
  { data: U }: Matrix,
): void {
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(top + tile, n);
    for (let left = 0; left < n; left += tile) {
      const right = Math.min(left + tile, n);
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < right; j++) {
          const change = U[i * n + j] + U[j * n + i];
          M[i * n + j] = beta * M[i * n + j] + alpha * change;
        }
      }
    }
  }
}
