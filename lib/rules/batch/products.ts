import {
  type DenseAlgebra,
  type Factor,
  type FloatMatrix,
  isFloat,
  productSizes,
  type Transposes,
} from "../../linalg/dense_algebra.ts";
import type { Matrix } from "../../linalg/matrix.ts";
import { Workspace } from "../../linalg/workspace.ts";
import type { MatrixProduct } from "../../network/matrix_product.ts";

/**
 * Products for intermediate results: in float32 where both factors are and where
 * there is something that multiplies such, else in float64. Each lies in the
 * memory of its name, and is lost when that is used again.
 */
export class Products {
  readonly #algebra: DenseAlgebra;
  readonly #multiply: MatrixProduct | undefined;
  readonly #workspace = new Workspace();

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
      const C = this.#workspace.matrix(name, rows, columns);
      this.#algebra.gemm(C, scales, [A, B], transposes);
      return C;
    }
    const C = this.#workspace.floats(name, rows, columns);
    const { transposeA = false, transposeB = false } = transposes;
    this.#multiply(
      { A: A.data, B: B.data, C: C.data },
      { rows, inner, columns, transposeA, transposeB },
      scales,
    );
    return C;
  }

  /** A in float64: A itself if it is so already. */
  inDoubles(name: string, { rows, columns, data }: Factor): Matrix {
    if (data instanceof Float64Array) return { rows, columns, data };
    const copied = this.#workspace.matrix(name, rows, columns);
    copied.data.set(data);
    return copied;
  }

  /** A rounded to float32: A itself if it is so already. */
  inFloats(name: string, { rows, columns, data }: Factor): FloatMatrix {
    if (data instanceof Float32Array) return { rows, columns, data };
    const copied = this.#workspace.floats(name, rows, columns);
    copied.data.set(data);
    return copied;
  }
}
