import {
  type DenseAlgebra,
  type Factor,
  type FloatMatrix,
  isFloat,
  productSizes,
  rounded,
  type Transposes,
} from "../linalg/dense_algebra.ts";
import type { Matrix, Shape } from "../linalg/matrix.ts";
import type { Gemm } from "../linalg/gemm.ts";

/**
 * Products for intermediate results: in float32 where both factors are and where
 * something multiplies such, else in float64. Each lies in the memory of its name,
 * and is lost when that name is used again: new memory takes longer to get than it
 * takes to fill.
 */
export class Products {
  readonly #algebra: DenseAlgebra;
  readonly #multiply: Gemm | undefined;
  readonly #memory = new Map<string, Float64Array | Float32Array>();
  readonly #rounded = new Map<Matrix, FloatMatrix>();

  constructor(algebra: DenseAlgebra, multiply?: Gemm) {
    this.#algebra = algebra;
    this.#multiply = multiply;
  }

  /**
   * c op(A) op(B), with c = 1 if left out.
   *
   * @throws {RangeError} if the shapes do not fit.
   */
  times(
    name: string,
    [A, B]: readonly [Factor, Factor],
    transposes: Transposes = {},
    c = 1,
  ): Factor {
    const sizes = productSizes(A, B, transposes);
    const scales = { alpha: c, beta: 0 };
    if (!this.#multiply || !isFloat(A) || !isFloat(B)) {
      const C = this.#room(name, sizes, Float64Array);
      this.#algebra.gemm(C, scales, [A, B], transposes);
      return C;
    }
    const C = this.#room(name, sizes, Float32Array);
    const shape = { ...sizes, ...transposes };
    this.#multiply({ A: A.data, B: B.data, C: C.data }, shape, scales);
    return C;
  }

  /** A matrix that never changes, as fits a product with A: in float32 if A is. */
  like(A: Factor, constant: Matrix): Factor {
    if (!isFloat(A)) return constant;
    let found = this.#rounded.get(constant);
    if (!found) this.#rounded.set(constant, found = rounded(constant));
    return found;
  }

  /** A in float64: A itself if it is so already. */
  inDoubles(name: string, A: Factor): Matrix {
    return this.#as(Float64Array, name, A);
  }

  /** A rounded to float32: A itself if it is so already. */
  inFloats(name: string, A: Factor): FloatMatrix {
    return this.#as(Float32Array, name, A);
  }

  #as<Numbers extends Float64Array | Float32Array>(
    Kind: new (length: number) => Numbers,
    name: string,
    { rows, columns, data }: Factor,
  ): Shape & { data: Numbers } {
    if (data instanceof Kind) return { rows, columns, data };
    const copied = this.#room(name, { rows, columns }, Kind);
    copied.data.set(data);
    return copied;
  }

  /** A matrix that holds anything, in the memory of its name and kind. */
  #room<Numbers extends Float64Array | Float32Array>(
    name: string,
    { rows, columns }: Shape,
    Kind: new (length: number) => Numbers,
  ): Shape & { data: Numbers } {
    const key = `${name} ${Kind.name}`, length = rows * columns;
    let data = this.#memory.get(key);
    if (!data || data.length < length) {
      this.#memory.set(key, data = new Kind(length));
    }
    return { rows, columns, data: data.subarray(0, length) as Numbers };
  }
}
