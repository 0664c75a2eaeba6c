/** The standard normal distribution. */

/** Where Φ is nothing, or one, to sixteen digits. */
const farthest = 9;

/**
 * The probability Φ(x) of being below x, to an error of 1e-15:
 *
 *   Φ(x) = 1/2 + φ(x) (x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + … ),   φ(x) = exp(−x²/2) / √(2π)
 *
 * Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11, 2004.
 */
export function normalProbability(x: number): number {
  if (!(Math.abs(x) <= farthest)) return x < 0 ? 0 : x > 0 ? 1 : NaN;
  let term = x, sum = x;
  for (let k = 3; sum + term !== sum; k += 2) sum += term *= x * x / k;
  return .5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
}

/** The x with Φ(x) = probability, found by halving; ±∞ for a probability of 0 or 1. */
export function normalQuantile(probability: number): number {
  if (probability <= 0 || probability >= 1) {
    return (probability - .5) * Infinity;
  }
  let low = -farthest, high = farthest;
  for (;;) {
    const x = (low + high) / 2;
    if (x === low || x === high) return x;
    if (normalProbability(x) < probability) low = x;
    else high = x;
  }
}
