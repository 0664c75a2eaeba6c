import {
  type DenseAlgebra,
  type Factor,
  type FloatMatrix,
  isFloat,
  productSizes,
  rounded,
  type Transposes,
} from "../linalg/dense_algebra.ts";
import type { Matrix } from "../linalg/matrix.ts";
import type { MatrixProduct } from "../network/matrix_product.ts";

/**
 * Products for intermediate results: in float32 where both factors are and where
 * something multiplies such, else in float64. Each lies in the memory of its name,
 * and is lost when that name is used again: new memory takes longer to get than it
 * takes to fill.
 */
export class Products {
  readonly #algebra: DenseAlgebra;
  readonly #multiply: MatrixProduct | undefined;
  readonly #memory = new Map<string, Float64Array | Float32Array>();
  readonly #rounded = new Map<Matrix, FloatMatrix>();

  constructor(algebra: DenseAlgebra, multiply?: MatrixProduct) {
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
    const { rows, inner, columns } = productSizes(A, B, transposes);
    const scales = { alpha: c, beta: 0 };
    if (!this.#multiply || !isFloat(A) || !isFloat(B)) {
      const C = this.#room(name, rows, columns, Float64Array) as Matrix;
      this.#algebra.gemm(C, scales, [A, B], transposes);
      return C;
    }
    const C = this.#room(name, rows, columns, Float32Array) as FloatMatrix;
    const { transposeA = false, transposeB = false } = transposes;
    this.#multiply(
      { A: A.data, B: B.data, C: C.data },
      { rows, inner, columns, transposeA, transposeB },
      scales,
    );
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
    return (isFloat(A) ? this.#copy(name, A, Float64Array) : A) as Matrix;
  }

  /** A rounded to float32: A itself if it is so already. */
  inFloats(name: string, A: Factor): FloatMatrix {
    return isFloat(A) ? A : this.#copy(name, A, Float32Array) as FloatMatrix;
  }

  #copy(
    name: string,
    { rows, columns, data }: Factor,
    Numbers: typeof Float64Array | typeof Float32Array,
  ): Factor {
    const copied = this.#room(name, rows, columns, Numbers);
    copied.data.set(data);
    return copied;
  }

  /** A matrix that holds anything, in the memory of its name and kind. */
  #room(
    name: string,
    rows: number,
    columns: number,
    Numbers: typeof Float64Array | typeof Float32Array,
  ): Factor {
    const key = `${name} ${Numbers.name}`, length = rows * columns;
    let data = this.#memory.get(key);
    if (!data || data.length < length) {
      this.#memory.set(key, data = new Numbers(length));
    }
    return { rows, columns, data: data.subarray(0, length) };
  }
}
