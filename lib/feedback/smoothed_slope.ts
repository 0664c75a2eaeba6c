import { type Matrix, matrix } from "../linalg/matrix.ts";
import type { AbscissaSlope } from "./descend.ts";
import { createSmoothedAbscissa } from "./smoothed_abscissa.ts";

/**
 * The spectral abscissa of the size × size matrix that `loopWith` makes of
 * feedback B, with the gradient of the one smoothed by ε. B must stand in the
 * upper right corner, and nothing else depend on it.
 */
export function smoothedSlope(
  loopWith: (B: Matrix) => Matrix,
  size: number,
  ε: number,
): AbscissaSlope {
  const smoothedAbscissa = createSmoothedAbscissa(size, ε);
  return (B) => {
    const found = smoothedAbscissa(loopWith(B));
    if (!found) return { abscissa: NaN, gradient: null };
    return {
      abscissa: found.abscissa,
      gradient: upperRight(found.gradient, B),
    };
  };
}

function upperRight(M: Matrix, { rows, columns }: Matrix): Matrix {
  const corner = matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    const end = (i + 1) * M.columns;
    corner.data.set(M.data.subarray(end - columns, end), i * columns);
  }
  return corner;
}
