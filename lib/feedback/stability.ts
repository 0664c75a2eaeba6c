/**
 * Stability of the loop of dynamic inversion between a layer and the one above,
 *
 *   ṙ_x = −r_x + B r_y
 *   ṙ_y = W r_x − α r_y − e
 *
 * with forward weights W (out × in), feedback B (in × out) and leak α. It is
 * stable if its spectral abscissa is negative: the largest real part among the
 * eigenvalues λ of
 *
 *   M = [ −I   B  ]
 *       [  W  −αI ]
 *
 * Eliminating one of the two layers shows that (λ + 1)(λ + α) = μ for each
 * eigenvalue μ of the small matrix W B, or of B W where that is the smaller; the
 * rest of the spectrum is λ = −1 if the layer below has more units, λ = −α if
 * the layer above has.
 *
 * Podlaski & Machens 2020, section 2 and supplement.
 */
import { compiledProduct } from "../kernels/product.ts";
import {
  type Complex,
  type ComplexVector,
  divide,
  squareRoot,
} from "../linalg/complex.ts";
import { createEigenvalues, type Eigenvalues } from "../linalg/eigenvalues.ts";
import { eigenmode, eigenpairs } from "../linalg/decompositions.ts";
import { allFinite, type Matrix, matrix, place } from "../linalg/matrix.ts";
import { apply, applyTransposed, product } from "../linalg/product.ts";
import type { AbscissaSlope } from "./descend.ts";
import { smoothedSlope } from "./smoothed_abscissa.ts";

/** The loop between two layers. */
export interface Loop {
  W: Matrix;
  B: Matrix;
  leak: number;
}

/**
 * The spectral abscissa, per time constant, of a loop whose weights change in
 * place: each call returns it as they are then. Not a number if the loop is not
 * finite.
 */
export function watchAbscissa({ W, B, leak }: Loop): () => number {
  const [outer, inner] = W.rows <= W.columns ? [W, B] : [B, W];
  const small = matrix(outer.rows, outer.rows);
  const eigenvalues = createEigenvalues(small.rows);
  const rest = remainingEigenvalue(W, leak);
  return () => {
    compiledProduct(outer, inner, small);
    if (!allFinite(small.data)) return NaN;
    return Math.max(rest, leading(eigenvalues(small), leak).λ.real);
  };
}

/**
 * The spectral abscissa s as a function of B, with its gradient: with W B x = μ x,
 * yᴴ W B = μ yᴴ and yᴴ x = 1 for the μ that makes the leading λ,
 *
 *   ∂s/∂B_ij = Re( (yᴴ W)_i x_j / (2λ + 1 + α) )
 *
 * and with B W x = μ x likewise Re( ȳ_i (W x)_j / (2λ + 1 + α) ). It is zero
 * where λ does not depend on B, and null where it does not exist: the loop is
 * not finite, or its leading eigenvalues meet.
 *
 * Where ε > 0, the gradient is that of the abscissa smoothed by ε: it moves all
 * eigenvalues near the leading one together, where the first moves the leading
 * one alone, and turns whenever another takes the lead.
 */
export function loopSlope(
  { W, leak }: Omit<Loop, "B">,
  ε: number,
): AbscissaSlope {
  if (ε > 0) {
    return smoothedSlope((B) => loopMatrix([W], { B, leak }), ε);
  }
  const contracting = W.rows <= W.columns;
  const rest = remainingEigenvalue(W, leak);
  return (B) => {
    const small = contracting ? product(W, B) : product(B, W);
    if (!allFinite(small.data)) return { abscissa: NaN, gradient: null };
    const pairs = eigenpairs(small);
    const { k, λ, root } = leading(pairs, leak);
    if (rest > λ.real) {
      return { abscissa: rest, gradient: matrix(B.rows, B.columns) };
    }
    const mode = eigenmode(pairs, k);
    const gradient = mode &&
      (contracting
        ? sensitivity(through(applyTransposed, W, mode.left), mode.right, root)
        : sensitivity(mode.left, through(apply, W, mode.right), root));
    return { abscissa: λ.real, gradient };
  };
}

/**
 * The matrix of a loop through layers of weights W, lowest first, which B closes
 * from the last to the first: M above, and larger where there are more layers.
 */
export function loopMatrix(
  W: readonly Matrix[],
  { B, leak }: Omit<Loop, "W">,
): Matrix {
  const size = W.reduce((sum, { rows }) => sum + rows, B.rows);
  const M = matrix(size, size), top = size - B.columns;
  for (let i = 0; i < size; i++) M.data[i * (size + 1)] = i < top ? -1 : -leak;
  place(M, B, { row: 0, column: top });
  let column = 0;
  for (const weights of W) {
    place(M, weights, { row: column + weights.columns, column });
    column += weights.columns;
  }
  return M;
}

/** The eigenvalue that layers of unequal size leave over; −∞ if they are equal. */
function remainingEigenvalue({ rows, columns }: Matrix, leak: number): number {
  if (columns === rows) return -Infinity;
  return columns > rows ? -1 : -leak;
}

/** The λ of largest real part, and which of the eigenvalues μ makes it. */
function leading({ real, imaginary }: Eigenvalues, leak: number) {
  let k = 0, best = loopEigenvalue(real[0], imaginary[0], leak);
  for (let j = 1; j < real.length; j++) {
    const next = loopEigenvalue(real[j], imaginary[j], leak);
    if (next.λ.real > best.λ.real) [k, best] = [j, next];
  }
  return { k, ...best };
}

/**
 * Of the two λ with (λ + 1)(λ + α) = μ, the one of larger real part, and
 * √((1 − α)² + 4μ) = 2λ + 1 + α = dμ/dλ.
 */
function loopEigenvalue(real: number, imaginary: number, leak: number) {
  const root = squareRoot({
    real: (1 - leak) ** 2 + 4 * real,
    imaginary: 4 * imaginary,
  });
  const λ = { real: (root.real - 1 - leak) / 2, imaginary: root.imaginary / 2 };
  return { λ, root };
}

/** A complex vector times W. */
export function through(
  times: typeof apply,
  W: Matrix,
  { real, imaginary }: ComplexVector,
): ComplexVector {
  return { real: times(W, real), imaginary: times(W, imaginary) };
}

/** The matrix Re( left_i right_j / divisor ); null if it is not finite. */
export function sensitivity(
  left: ComplexVector,
  right: ComplexVector,
  divisor: Complex,
): Matrix | null {
  const gradient = matrix(left.real.length, right.real.length);
  for (let i = 0, ij = 0; i < gradient.rows; i++) {
    const { real, imaginary } = divide(
      { real: left.real[i], imaginary: left.imaginary[i] },
      divisor,
    );
    for (let j = 0; j < gradient.columns; j++) {
      gradient.data[ij++] = real * right.real[j] -
        imaginary * right.imaginary[j];
    }
  }
  return allFinite(gradient.data) ? gradient : null;
}
