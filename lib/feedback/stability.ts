/**
 * Stability of the loops of dynamic inversion. A loop rises through layers of weights
 * W₁ … W_k and falls back through feedback B from the last layer to the first. It is
 * stable if its spectral abscissa is negative: the largest real part among the
 * eigenvalues λ of
 *
 *   [ −I   B  ]   for k = 1, the loop        [ −I    0    B  ]   for k = 2, the one
 *   [  W  −αI ]   of one hidden layer,       [  W₁  −I    0  ]   loop of single-loop
 *                                            [  0    W₂  −αI ]   inversion,
 *
 * with leak α. Eliminating all layers but one shows that (λ + 1)ᵏ (λ + α) = μ for each
 * eigenvalue μ of the small matrix G = W_k … W₁ B, or of B W where k = 1 and that is the
 * smaller; the rest of the spectrum is λ = −1, or λ = −α where k = 1 and the layer
 * above has more units.
 *
 * Podlaski & Machens 2020, section 2 and supplement.
 */
import { compiledProduct } from "../kernels/product.ts";
import {
  type Complex,
  type ComplexVector,
  divide,
  multiply,
  squareRoot,
} from "../linalg/complex.ts";
import { eigenmode, eigenpairs } from "../linalg/eigenvectors.ts";
import { createEigenvalues, type Eigenvalues } from "../linalg/eigenvalues.ts";
import {
  allFinite,
  block,
  identity,
  type Matrix,
  matrix,
  place,
} from "../linalg/matrix.ts";
import { apply, applyTransposed, product } from "../linalg/product.ts";
import { createSmoothedAbscissa } from "./smoothed_abscissa.ts";

/** A loop through one layer of weights, or through two, the lower first. */
export interface Loop {
  W: readonly Matrix[];
  B: Matrix;
  leak: number;
}

/**
 * The spectral abscissa of some loop with feedback B, and the direction in
 * which to step back from it: ∂s/∂B or something like it, null where there is
 * none.
 */
export type AbscissaSlope = (
  B: Matrix,
) => { abscissa: number; gradient: Matrix | null };

/**
 * The spectral abscissa, per time constant, of a loop whose weights change in
 * place: each call returns it as they are then. Not a number if the loop is not
 * finite.
 */
export function watchAbscissa({ W: [W, W2], B, leak }: Loop): () => number {
  if (W2) {
    const leading = createLeading(W2.rows, leak);
    return () => leading(product(product(W2, W), B)).real;
  }
  const [outer, inner] = W.rows <= W.columns ? [W, B] : [B, W];
  const small = matrix(outer.rows, outer.rows);
  const eigenvalues = createEigenvalues(small.rows);
  const rest = remainingEigenvalue(W, leak);
  return () => {
    compiledProduct(outer, inner, small);
    if (!allFinite(small.data)) return NaN;
    return Math.max(rest, leadingOf(eigenvalues(small), leak).λ.real);
  };
}

/**
 * The spectral abscissa s as a function of B, with its gradient: with G x = μ x,
 * yᴴ G = μ yᴴ and yᴴ x = 1 for the μ that makes the leading λ,
 *
 *   ∂s/∂B_ij = Re( (yᴴ W_k … W₁)_i x_j / (dμ/dλ) )
 *
 * and with B W x = μ x likewise Re( ȳ_i (W x)_j / (dμ/dλ) ). It is zero where λ
 * does not depend on B, and null where it does not exist: the loop is not finite, or
 * its leading eigenvalues meet.
 *
 * Where ε > 0, the gradient is that of the abscissa smoothed by ε: it moves all
 * eigenvalues near the leading one together, where the first moves the leading
 * one alone, and turns whenever another takes the lead.
 */
export function loopSlope(loop: Omit<Loop, "B">, ε: number): AbscissaSlope {
  if (ε > 0) return smoothedSlope(loop, ε);
  return loop.W.length > 1 ? twoLayerSlope(loop) : layerSlope(loop);
}

/** With dμ/dλ = 2λ + 1 + α. */
function layerSlope({ W: [W], leak }: Omit<Loop, "B">): AbscissaSlope {
  const contracting = W.rows <= W.columns;
  const rest = remainingEigenvalue(W, leak);
  return (B) => {
    const small = contracting ? product(W, B) : product(B, W);
    if (!allFinite(small.data)) return { abscissa: NaN, gradient: null };
    const pairs = eigenpairs(small);
    const { k, λ, root } = leadingOf(pairs, leak);
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

/** With dμ/dλ = (λ + 1)(3λ + 1 + 2α). */
function twoLayerSlope({ W: [W1, W2], leak }: Omit<Loop, "B">): AbscissaSlope {
  const W = product(W2, W1);
  const leading = createLeading(W2.rows, leak);
  return (B) => {
    const G = product(W, B);
    const λ = leading(G);
    if (Number.isNaN(λ.real)) return { abscissa: NaN, gradient: null };
    const up = { ...λ, real: λ.real + 1 };
    const μ = multiply(multiply(up, up), { ...λ, real: λ.real + leak });
    const divisor = multiply(up, {
      real: 3 * λ.real + 1 + 2 * leak,
      imaginary: 3 * λ.imaginary,
    });
    // the eigenvector is that of the upper of two conjugate μ
    if (μ.imaginary < 0) divisor.imaginary = -divisor.imaginary;
    const pairs = eigenpairs(G);
    const mode = eigenmode(pairs, nearest(pairs, μ));
    const gradient = mode &&
      sensitivity(through(applyTransposed, W, mode.left), mode.right, divisor);
    return { abscissa: λ.real, gradient };
  };
}

function smoothedSlope(loop: Omit<Loop, "B">, ε: number): AbscissaSlope {
  const size = sizeOf(loop);
  const smoothedAbscissa = createSmoothedAbscissa(size, ε);
  return (B) => {
    const found = smoothedAbscissa(loopMatrix({ ...loop, B }));
    if (!found) return { abscissa: NaN, gradient: null };
    const corner = { row: 0, column: size - B.columns };
    const gradient = block(found.gradient, B, corner);
    return { abscissa: found.abscissa, gradient };
  };
}

/** The units of all layers. */
function sizeOf({ W }: Pick<Loop, "W">): number {
  return W.reduce((sum, { rows }) => sum + rows, W[0].columns);
}

/** The matrix of a loop, as above. */
export function loopMatrix({ W, B, leak }: Loop): Matrix {
  const size = sizeOf({ W });
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
function leadingOf({ real, imaginary }: Eigenvalues, leak: number) {
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

/** The leading λ for G = W2 W1 B: that of the loop through I, I and G, all of size n. */
function createLeading(n: number, leak: number): (G: Matrix) => Complex {
  const M = loopMatrix({
    W: [identity(n), identity(n)],
    B: matrix(n, n),
    leak,
  });
  const eigenvalues = createEigenvalues(3 * n);
  return (G) => {
    if (!allFinite(G.data)) return { real: NaN, imaginary: NaN };
    place(M, G, { row: 0, column: 2 * n });
    const { real, imaginary } = eigenvalues(M);
    const k = real.indexOf(Math.max(...real));
    return { real: real[k], imaginary: imaginary[k] };
  };
}

/** Which of the eigenvalues, or its conjugate's upper one, is nearest to μ. */
function nearest({ real, imaginary }: Eigenvalues, μ: Complex): number {
  const distance = (k: number) =>
    Math.hypot(real[k] - μ.real, imaginary[k] - Math.abs(μ.imaginary));
  let best = 0;
  for (let k = 1; k < real.length; k++) {
    if (distance(k) < distance(best)) best = k;
  }
  return best;
}

/** A complex vector times W. */
function through(
  times: typeof apply,
  W: Matrix,
  { real, imaginary }: ComplexVector,
): ComplexVector {
  return { real: times(W, real), imaginary: times(W, imaginary) };
}

/** The matrix Re( left_i right_j / divisor ); null if it is not finite. */
function sensitivity(
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
