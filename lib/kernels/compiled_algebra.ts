import {
  type DenseAlgebra,
  type Factor,
  type LinearSystem,
  mirror,
  productSizes,
  requireProduct,
  requireSystem,
  type Scales,
  type Transposes,
} from "../linalg/dense_algebra.ts";
import { type Matrix, matrix, type Shape } from "../linalg/matrix.ts";
import { filled, getRows, setRows } from "./layout.ts";
import { WasmInstance } from "./wasm_instance.ts";

/** Dense algebra by the project's own kernels, equal bit for bit on every machine. */
export class CompiledAlgebra implements DenseAlgebra {
  readonly #instance = new WasmInstance("double");
  /** room for half of a symmetric change, by size */
  readonly #halves = new Map<number, Matrix>();

  product(A: Factor, B: Factor, transposes: Transposes = {}): Matrix {
    const { rows, columns } = productSizes(A, B, transposes);
    const C = matrix(rows, columns);
    const { transposeA = false, transposeB = false } = transposes;
    const symmetric = A === B && transposeA !== transposeB;
    this.#multiply(C, { alpha: 1, beta: 0 }, [A, B], transposes, symmetric);
    if (symmetric) mirror(C);
    return C;
  }

  gemm(
    ...[C, scales, factors, transposes = {}]: Parameters<DenseAlgebra["gemm"]>
  ) {
    this.#multiply(C, scales, factors, transposes, false);
  }

  /** `gemm`; of a symmetric product, half of what is above the diagonal is left out. */
  #multiply(
    C: Matrix,
    { alpha, beta }: Scales,
    [A, B]: readonly [Factor, Factor],
    { transposeA = false, transposeB = false }: Transposes,
    symmetric: boolean,
  ): void {
    const { rows, inner, columns } = productSizes(A, B, {
      transposeA,
      transposeB,
    });
    requireProduct(C, { rows, columns });
    const room = this.#room(columns), width = padded(columns);
    const [a, b, c] = [this.#at("A", A), this.#at("B", B), this.#at("C", C)];
    this.#write(A, a);
    this.#write(B, b);
    this.#view(C, c).fill(0);
    const strip = symmetric ? 96 : width;
    for (let j = 0; j < width; j += strip) {
      const i = symmetric ? j : 0;
      this.#instance.kernels.multiplyAdd(
        ...[c + i * rowBytes(C) + 8 * j, rowBytes(C)] as const,
        ...[a + i * (transposeA ? 8 : rowBytes(A)), rowBytes(A)] as const,
        ...[b + j * (transposeB ? rowBytes(B) : 8), rowBytes(B)] as const,
        ...[padded(rows) - i, inner, Math.min(strip, width - j)] as const,
        ...[alpha, room, Number(transposeA), Number(transposeB)] as const,
      );
    }
    this.#read(C, c, beta);
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
    const { A, shift = 0, definite = false } = system,
      { kernels } = this.#instance;
    const n = X.rows, size = padded(n);
    const room = this.#room(Math.max(n, X.columns));
    const [a, x] = [this.#at("A", A), this.#at("B", X)];
    const pivots = this.#instance.room("pivots", 4 * size);
    this.#write(A, a);
    this.#write(X, x);
    const LU = this.#view(A, a);
    for (let i = 0; i < n; i++) LU[i * size + i] += shift;
    const factors = [a, rowBytes(A), n, size, pivots] as const;
    kernels.factorLU(...factors, Number(definite), room);
    kernels.solveLU(...factors, x, rowBytes(X), padded(X.columns), room);
    this.#read(X, x, 0);
  }

  /** The address of room for a matrix of this shape, filled up. */
  #at(name: string, { rows, columns }: Shape): number {
    return this.#instance.room(name, 8 * padded(rows) * padded(columns));
  }

  #room(columns: number): number {
    const { packedRoom } = this.#instance.kernels;
    return this.#instance.room("room", 8 * packedRoom(padded(columns)));
  }

  /** A matrix at this address with its filling, until the next reservation. */
  #view({ rows, columns }: Shape, address: number): Float64Array {
    return this.#instance.doubles(address, padded(rows) * padded(columns));
  }

  /** Writes a matrix as float64, its filling zeros. */
  #write(A: Factor, address: number): void {
    const target = this.#view(A, address), { columns: size } = A;
    if (target.length > A.data.length) target.fill(0);
    setRows(target, padded(size), { source: A.data, size });
  }

  /** C ← beta C + the matrix at this address. */
  #read({ rows, columns, data }: Matrix, address: number, beta: number): void {
    const stride = padded(columns);
    const source = this.#view({ rows, columns }, address);
    if (beta === 0) {
      return getRows(source, stride, { target: data, size: columns });
    }
    for (let i = 0, ij = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++, ij++) {
        data[ij] = beta * data[ij] + source[i * stride + j];
      }
    }
  }
}

/** What the kernels take at a time. */
function padded(size: number): number {
  return filled(size, 4);
}

function rowBytes({ columns }: Shape): number {
  return 8 * padded(columns);
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
