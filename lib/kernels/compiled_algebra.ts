import {
  type DenseAlgebra,
  type Factor,
  productSizes,
  requireSystem,
  type Solved,
  type Transposed,
} from "../linalg/dense_algebra.ts";
import { estimateNorm } from "../linalg/inverse_norm.ts";
import { type Matrix, matrix } from "../linalg/matrix.ts";
import { columnSumNorm } from "../linalg/norms.ts";
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

  product(A: Factor, B: Factor, transposed: Transposed = {}): Matrix {
    const { rows, inner, columns } = productSizes(A, B, transposed);
    const placedA = this.#place("A", A), placedB = this.#place("B", B);
    const room = this.#room(columns);
    const C = this.#reserve("C", filled(rows) * filled(columns));
    const stride = filled(columns);
    this.#doubles(C, filled(rows) * stride).fill(0);
    this.#own.kernels.multiplyAdd(
      ...[C, 8 * stride, placedA.address, 8 * placedA.stride],
      ...[placedB.address, 8 * placedB.stride],
      ...[filled(rows), inner, stride, 1, room],
      ...[Number(transposed.A ?? false), Number(transposed.B ?? false)],
    );
    return this.#read({ address: C, stride }, { rows, columns });
  }

  solve(A: Matrix, B: Matrix): Solved {
    requireSystem(A, B);
    const { rows: n, columns } = B;
    const size = filled(n);
    const placed = this.#place("A", A), X = this.#place("B", B);
    const pivots = this.#reserve("pivots", size);
    const room = this.#room(size);
    const factors = [placed.address, 8 * placed.stride, n, size, pivots];
    this.#own.kernels.factorLU(...factors, room);
    this.#own.kernels.solveLU(
      ...factors,
      ...[X.address, 8 * X.stride, filled(columns), room],
    );
    const LU = this.#doubles(placed.address, size * placed.stride);
    const order = this.#own.integers(pivots, n);
    return {
      X: this.#read(X, { rows: n, columns }),
      condition: columnSumNorm(A) *
        estimateNorm(inverseOf({ n, LU, stride: placed.stride, order })),
    };
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

  #read(
    { address, stride }: Placed,
    { rows, columns }: { rows: number; columns: number },
  ): Matrix {
    const from = this.#doubles(address, rows * stride);
    if (stride === columns) return matrix(rows, columns, from.slice());
    const A = matrix(rows, columns);
    for (let i = 0; i < rows; i++) {
      const row = from.subarray(i * stride, i * stride + columns);
      A.data.set(row, i * columns);
    }
    return A;
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

/** A⁻¹ from P A = L U, L with ones on its diagonal; `order[i]` changed places with row i. */
function inverseOf({ n, LU, stride, order }: {
  n: number;
  LU: Float64Array;
  stride: number;
  order: Int32Array;
}) {
  const swap = (x: Float64Array, i: number) => {
    const kept = x[i];
    x[i] = x[order[i]];
    x[order[i]] = kept;
  };
  return {
    n,
    apply(x: Float64Array) {
      for (let i = 0; i < n; i++) swap(x, i);
      for (let i = 0; i < n; i++) {
        let rest = x[i];
        for (let j = 0, at = i * stride; j < i; j++) rest -= LU[at++] * x[j];
        x[i] = rest;
      }
      for (let i = n - 1; i >= 0; i--) {
        let rest = x[i];
        const row = i * stride;
        for (let j = i + 1; j < n; j++) rest -= LU[row + j] * x[j];
        x[i] = rest / LU[row + i];
      }
    },
    applyTransposed(x: Float64Array) {
      for (let i = 0; i < n; i++) {
        const row = i * stride;
        const found = x[i] /= LU[row + i];
        for (let j = i + 1; j < n; j++) x[j] -= LU[row + j] * found;
      }
      for (let i = n - 1; i >= 0; i--) {
        const found = x[i];
        for (let j = 0, at = i * stride; j < i; j++) x[j] -= LU[at++] * found;
      }
      for (let i = n - 1; i >= 0; i--) swap(x, i);
    },
  };
}
