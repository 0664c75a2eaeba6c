/**
 * Stability of the one loop of single-loop inversion about its resting state:
 * the largest real part among the eigenvalues λ of
 *
 *   [ −I    0    B  ]
 *   [  W1  −I    0  ]
 *   [  0    W2  −αI ]
 *
 * with weights W1 (y × x) and W2 (z × y), feedback B (x × z) from end to end and
 * leak α. Eliminating two of the three layers shows that (λ + 1)² (λ + α) = μ
 * for each eigenvalue μ of the small matrix W2 W1 B; the rest of the spectrum is
 * λ = −1.
 *
 * Podlaski & Machens, 2020, supplement.
 */
import { type Complex, multiply } from "../linalg/complex.ts";
import { createEigenvalues, type Eigenvalues } from "../linalg/eigenvalues.ts";
import { eigenmode, eigenpairs } from "../linalg/decompositions.ts";
import {
  allFinite,
  identity,
  type Matrix,
  matrix,
  place,
} from "../linalg/matrix.ts";
import { applyTransposed, product } from "../linalg/product.ts";
import type { AbscissaSlope } from "./descend.ts";
import { smoothedSlope } from "./smoothed_abscissa.ts";
import { loopMatrix, sensitivity, through } from "./stability.ts";

/** The loop through three layers. */
export interface SingleLoop {
  W1: Matrix;
  W2: Matrix;
  B: Matrix;
  leak: number;
}

/**
 * The spectral abscissa of a loop whose weights change in place: each call
 * returns it as they are then. Not a number if the loop is not finite.
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
    return smoothedSlope((B) => loopMatrix([W1, W2], { B, leak }), ε);
  }
  const W = product(W2, W1);
  const leading = createLeading(W2.rows, leak);
  return (B) => {
    const G = product(W, B);
    const λ = leading(G);
    if (Number.isNaN(λ.real)) return { abscissa: NaN, gradient: null };
    const up = { real: λ.real + 1, imaginary: λ.imaginary };
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

/** The leading λ for G = W2 W1 B: that of the loop through I, I and G, all of size n. */
function createLeading(n: number, leak: number): (G: Matrix) => Complex {
  const M = loopMatrix([identity(n), identity(n)], { B: matrix(n, n), leak });
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
