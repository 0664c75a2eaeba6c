/**
 * Stability of the loop of dynamic inversion: its spectral abscissa, the
 * largest real part among the eigenvalues λ of
 *
 *   M = [ −I   B  ]
 *       [  W  −αI ]
 *
 * The loop settles if that is negative. Eliminating one of the two layers shows
 * that (λ + 1)(λ + α) = μ for each eigenvalue μ of the small matrix W B, or of
 * B W where that is the smaller; the rest of the spectrum is λ = −1 if the
 * layer below has more units, λ = −α if the layer above has.
 *
 * Podlaski & Machens 2020, section 2 and supplement.
 */
import { eigenpairs } from "../linalg/decompositions.ts";
import { allFinite, type Matrix, matrix } from "../linalg/matrix.ts";
import { product } from "../linalg/product.ts";
import { type Complex, squareRoot } from "../linalg/complex.ts";

/**
 * The linear loop between a layer and the one above it,
 *
 *   ṙ_x = −r_x + B r_y
 *   ṙ_y = W r_x − α r_y − e
 *
 * with forward weights W (out × in), feedback B (in × out) and leak α.
 */
export interface Loop {
  W: Matrix;
  B: Matrix;
  leak: number;
}

/**
 * The spectral abscissa of a loop, per time constant; not a number if the loop
 * is not finite.
 */
export function spectralAbscissa(loop: Loop): number {
  const small = smallLoop(loop);
  if (!allFinite(small.data)) return NaN;
  const { real, imaginary } = eigenpairs(small);
  const k = dominant({ real, imaginary }, loop.leak);
  return Math.max(
    remainingEigenvalue(loop),
    loopEigenvalue({ real: real[k], imaginary: imaginary[k] }, loop.leak).real,
  );
}

/** The same from all eigenvalues of M at once: plain, slow, and what the above is tested against. */
export function spectralAbscissaInFull(loop: Loop): number {
  return Math.max(...eigenpairs(loopMatrix(loop)).real);
}

/** M, (in + out) × (in + out). */
export function loopMatrix({ W, B, leak }: Loop): Matrix {
  const n = W.columns, size = n + W.rows;
  const M = matrix(size, size);
  for (let i = 0; i < size; i++) M.data[i * size + i] = i < n ? -1 : -leak;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < W.rows; j++) {
      M.data[i * size + n + j] = B.data[i * W.rows + j];
      M.data[(n + j) * size + i] = W.data[j * n + i];
    }
  }
  return M;
}

/** W B, or B W where that is the smaller. */
export function smallLoop({ W, B }: Loop): Matrix {
  return W.rows <= W.columns ? product(W, B) : product(B, W);
}

/** The eigenvalue that layers of unequal size leave over; −∞ if they are equal. */
export function remainingEigenvalue({ W, leak }: Loop): number {
  if (W.columns === W.rows) return -Infinity;
  return W.columns > W.rows ? -1 : -leak;
}

/** Which μ of the small matrix makes the λ of largest real part. */
export function dominant(
  { real, imaginary }: { real: Float64Array; imaginary: Float64Array },
  leak: number,
): number {
  let best = 0, abscissa = -Infinity;
  for (let k = 0; k < real.length; k++) {
    const μ = { real: real[k], imaginary: imaginary[k] };
    const λ = loopEigenvalue(μ, leak);
    if (λ.real > abscissa) [best, abscissa] = [k, λ.real];
  }
  return best;
}

/** Of the two λ with (λ + 1)(λ + α) = μ, the one of larger real part. */
export function loopEigenvalue(μ: Complex, leak: number): Complex {
  const root = discriminantRoot(μ, leak);
  return {
    real: (root.real - 1 - leak) / 2,
    imaginary: root.imaginary / 2,
  };
}

/** √((1 − α)² + 4μ) = 2λ + 1 + α = dμ/dλ. */
export function discriminantRoot(μ: Complex, leak: number): Complex {
  return squareRoot({
    real: (1 - leak) ** 2 + 4 * μ.real,
    imaginary: 4 * μ.imaginary,
  });
}
