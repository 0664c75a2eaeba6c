/**
 * Stability of the one loop of single-loop inversion about its resting state:
 * the largest real part among the eigenvalues λ of
 *
 *   [ −I    0    B  ]
 *   [  W1  −I    0  ]
 *   [  0    W2  −αI ]
 *
 * Eliminating two of the three layers shows that (λ + 1)² (λ + α) = μ for each
 * eigenvalue μ of the small matrix W2 W1 B; the rest of the spectrum is λ = −1.
 *
 * Podlaski & Machens, 2020, supplement.
 */
import { type Complex, type ComplexVector, divide } from "../linalg/complex.ts";
import { type Eigenpairs, eigenpairs } from "../linalg/decompositions.ts";
import { eigenmode } from "../linalg/eigenmode.ts";
import { createEigenvalues } from "../linalg/eigenvalues.ts";
import { allFinite, type Matrix, matrix } from "../linalg/matrix.ts";
import { applyTransposed, product } from "../linalg/product.ts";
import type { AbscissaSlope } from "./descend.ts";
import { type SingleLoop, singleLoopMatrix } from "./single_loop_matrix.ts";
import { smoothedSlope } from "./smoothed_slope.ts";

/**
 * The spectral abscissa of a loop whose weights change in place: each call
 * tells it as they are then. Not a number if the loop is not finite.
 */
export function watchSingleLoop({ W1, W2, B, leak }: SingleLoop): () => number {
  const leading = createLeading(W2.rows, leak);
  return () => leading(product(product(W2, W1), B)).real;
}

/**
 * The spectral abscissa s of the loop with feedback B, and its gradient: with
 * W2 W1 B x = μ x, yᴴ W2 W1 B = μ yᴴ and yᴴ x = 1 for the μ of the leading λ,
 *
 *   ∂s/∂B_ij = Re( (yᴴ W2 W1)_i x_j / ((λ + 1) (3λ + 1 + 2α)) )
 *
 * whose divisor is dμ/dλ. It is null where it does not exist. Where ε > 0, the
 * gradient is that of the abscissa smoothed by ε.
 */
export function singleLoopSlope(
  { W1, W2, leak }: Omit<SingleLoop, "B">,
  ε: number,
): AbscissaSlope {
  if (ε > 0) {
    const size = W1.columns + W1.rows + W2.rows;
    const loopWith = (B: Matrix) => singleLoopMatrix({ W1, W2, B, leak });
    return smoothedSlope(loopWith, size, ε);
  }
  const W = product(W2, W1);
  const leading = createLeading(W2.rows, leak);
  return (B) => {
    const G = product(W, B);
    const λ = leading(G);
    if (Number.isNaN(λ.real)) return { abscissa: NaN, gradient: null };
    const up = { real: λ.real + 1, imaginary: λ.imaginary };
    const pairs = eigenpairs(G);
    const μ = times(times(up, up), { ...λ, real: λ.real + leak });
    const mode = eigenmode(pairs, nearest(pairs, μ));
    if (!mode) return { abscissa: λ.real, gradient: null };
    const divisor = times(up, {
      real: 3 * λ.real + 1 + 2 * leak,
      // the eigenvector is that of the upper of two conjugate μ
      imaginary: 3 * λ.imaginary,
    });
    if (μ.imaginary < 0) divisor.imaginary = -divisor.imaginary;
    const left = {
      real: applyTransposed(W, mode.left.real),
      imaginary: applyTransposed(W, mode.left.imaginary),
    };
    const gradient = outer(left, mode.right, divisor);
    return {
      abscissa: λ.real,
      gradient: allFinite(gradient.data) ? gradient : null,
    };
  };
}

/** The leading λ for W2 W1 B, with its layers all brought to the size n of the output. */
function createLeading(n: number, leak: number): (G: Matrix) => Complex {
  const M = matrix(3 * n, 3 * n);
  for (let i = 0; i < n; i++) {
    M.data[i * 3 * n + i] = M.data[(n + i) * (3 * n + 1)] = -1;
    M.data[(n + i) * 3 * n + i] = M.data[(2 * n + i) * 3 * n + n + i] = 1;
    M.data[(2 * n + i) * (3 * n + 1)] = -leak;
  }
  const eigenvalues = createEigenvalues(3 * n);
  return (G) => {
    if (!allFinite(G.data)) return { real: NaN, imaginary: NaN };
    for (let i = 0; i < n; i++) {
      const row = G.data.subarray(i * n, (i + 1) * n);
      M.data.set(row, i * 3 * n + 2 * n);
    }
    const { real, imaginary } = eigenvalues(M);
    const k = real.indexOf(Math.max(...real));
    return { real: real[k], imaginary: imaginary[k] };
  };
}

/** Which of the eigenvalues, or its conjugate's upper one, is nearest to μ. */
function nearest(
  { real, imaginary }: Pick<Eigenpairs, "real" | "imaginary">,
  μ: Complex,
): number {
  const distance = (k: number) =>
    Math.hypot(real[k] - μ.real, imaginary[k] - Math.abs(μ.imaginary));
  let best = 0;
  for (let k = 1; k < real.length; k++) {
    if (distance(k) < distance(best)) best = k;
  }
  return best;
}

function times(a: Complex, b: Complex): Complex {
  return {
    real: a.real * b.real - a.imaginary * b.imaginary,
    imaginary: a.real * b.imaginary + a.imaginary * b.real,
  };
}

/** Re( left_i right_j / divisor ). */
function outer(
  left: ComplexVector,
  right: ComplexVector,
  divisor: Complex,
): Matrix {
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
  return gradient;
}
