import type { DenseAlgebra, Factor } from "../linalg/dense_algebra.ts";
import type { Matrix } from "../linalg/matrix.ts";
import type { ScaledWeights } from "../network/batch_layer.ts";
import type { LearningRates } from "../network/weights.ts";

/**
 * Weight mirror: feedback that learns the weights it stands beside, from noise.
 *
 *   B ← (1 − λ) B − η Σ x (W x)ᵀ,   x ~ N(0, σ² I)
 *
 * While no example is shown, the units below (in) send n noises x up the weights
 * W (out × in), and those above (out) hear W x. Each connection of the feedback
 * B (in × out) sees its two ends, and learns their correlation at rate η, while it
 * forgets a share λ of what it knew. The mean of x xᵀ is σ² I, so B comes to
 *
 *   −c Wᵀ,   c = η n σ² / λ,
 *
 * but for the noise of its last 1 / λ lessons. The published sign is plus, which
 * gives Wᵀ; inversion needs feedback that is negative.
 *
 * While W rests, what is learned is −S Wᵀ, with S a weighted sum of the x xᵀ. So it
 * closes the loop by W B = −W S Wᵀ: once S is positive, noise cannot make that
 * unstable, however badly W is conditioned.
 *
 * Akrout, Wilson, Humphreys, Lillicrap & Tweed, 2019.
 *
 * @param layer B is changed in place; W is s V; X has a column for each noise
 */
export function mirrorWeights(
  algebra: DenseAlgebra,
  { B, weights: { V, s }, X }: { B: Matrix; weights: ScaledWeights; X: Factor },
  { eta, decay }: LearningRates,
): void {
  const VX = algebra.product(V, X);
  const scales = { alpha: -eta * s, beta: 1 - decay };
  algebra.gemm(B, scales, [X, VX], { transposeB: true });
}
