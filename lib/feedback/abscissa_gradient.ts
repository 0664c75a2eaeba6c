import { type Complex, type ComplexVector, divide } from "../linalg/complex.ts";
import { eigenpairs } from "../linalg/decompositions.ts";
import { type Eigenmode, eigenmode } from "../linalg/eigenmode.ts";
import { allFinite, type Matrix, matrix } from "../linalg/matrix.ts";
import { apply, applyTransposed } from "../linalg/product.ts";
import {
  discriminantRoot,
  dominant,
  type Loop,
  loopEigenvalue,
  remainingEigenvalue,
  smallLoop,
} from "./stability.ts";

/**
 * The spectral abscissa s and its gradient with respect to B (in × out). With
 * W B x = μ x, yᴴ W B = μ yᴴ and yᴴ x = 1 for the μ that makes the leading λ,
 *
 *   ∂s/∂B_ij = Re( (yᴴ W)_i x_j / (2λ + 1 + α) )
 *
 * and with B W x = μ x likewise Re( ȳ_i (W x)_j / (2λ + 1 + α) ). It is zero
 * where λ does not depend on B, and null where it does not exist: the loop is
 * not finite, or its leading eigenvalues meet.
 */
export function abscissaGradient(
  loop: Loop,
): { abscissa: number; gradient: Matrix | null } {
  const small = smallLoop(loop);
  if (!allFinite(small.data)) return { abscissa: NaN, gradient: null };
  const { real, imaginary, vectors } = eigenpairs(small);
  const k = dominant({ real, imaginary }, loop.leak);
  const μ = { real: real[k], imaginary: imaginary[k] };
  const abscissa = loopEigenvalue(μ, loop.leak).real;
  const rest = remainingEigenvalue(loop);
  if (rest > abscissa) {
    return { abscissa: rest, gradient: matrix(loop.B.rows, loop.B.columns) };
  }
  const mode = eigenmode({ imaginary, vectors }, k);
  if (!mode) return { abscissa, gradient: null };
  const gradient = sensitivity(
    aroundFeedback(mode, loop.W),
    discriminantRoot(μ, loop.leak),
  );
  return { abscissa, gradient: allFinite(gradient.data) ? gradient : null };
}

/** Carries the eigenvectors of W B (or B W) through W, to where B stands between them. */
function aroundFeedback({ left, right }: Eigenmode, W: Matrix): Eigenmode {
  const contracting = W.rows <= W.columns;
  const through = contracting ? applyTransposed : apply;
  const carry = ({ real, imaginary }: ComplexVector) => ({
    real: through(W, real),
    imaginary: through(W, imaginary),
  });
  return contracting
    ? { left: carry(left), right }
    : { left, right: carry(right) };
}

/** Re( left_i right_j / root ). */
function sensitivity({ left, right }: Eigenmode, root: Complex): Matrix {
  const gradient = matrix(left.real.length, right.real.length);
  for (let i = 0, ij = 0; i < gradient.rows; i++) {
    const { real, imaginary } = divide(
      { real: left.real[i], imaginary: left.imaginary[i] },
      root,
    );
    for (let j = 0; j < gradient.columns; j++) {
      gradient.data[ij++] = real * right.real[j] -
        imaginary * right.imaginary[j];
    }
  }
  return gradient;
}
