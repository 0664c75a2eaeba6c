import { createEigenvalues } from "../linalg/eigenvalues.ts";
import { allFinite, matrix } from "../linalg/matrix.ts";
import { compiledProduct as product } from "../kernels/product.ts";
import {
  dominant,
  type Loop,
  loopEigenvalue,
  remainingEigenvalue,
} from "./stability.ts";

/**
 * The spectral abscissa of a loop whose weights change in place: each call
 * tells `spectralAbscissa` as they are then, many times faster, in memory of
 * its own. Not a number if the loop is not finite.
 */
export function watchAbscissa({ W, B, leak }: Loop): () => number {
  const [outer, inner] = W.rows <= W.columns ? [W, B] : [B, W];
  const small = matrix(outer.rows, outer.rows);
  const eigenvalues = createEigenvalues(small.rows);
  const rest = remainingEigenvalue({ W, B, leak });
  return () => {
    product(outer, inner, small);
    if (!allFinite(small.data)) return NaN;
    const { real, imaginary } = eigenvalues(small);
    const k = dominant({ real, imaginary }, leak);
    const μ = { real: real[k], imaginary: imaginary[k] };
    return Math.max(rest, loopEigenvalue(μ, leak).real);
  };
}
