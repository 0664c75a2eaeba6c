/**
 * Two-sided quantile of Student's t distribution: the t with P(|T| ≤ t) = coverage.
 *
 * For a whole number ν of degrees of freedom the probability is elementary. With θ = arctan(t/√ν),
 *
 *   ν odd:   P = 2/π (θ + sin θ (cos θ + 2/3 cos³θ + 2·4/(3·5) cos⁵θ + … ))
 *   ν even:  P = sin θ (1 + 1/2 cos²θ + 1·3/(2·4) cos⁴θ + … )
 *
 * each sum ending at the power ν − 2. It grows with θ, so halving finds θ to the last digit, which
 * no library promises.
 *
 * Abramowitz & Stegun, 1964, 26.7.3 and 26.7.4.
 *
 * @throws {RangeError} if `degrees` is not a whole number from 1, or `coverage` not in (0, 1).
 */
export function studentQuantile(degrees: number, coverage: number): number {
  const isWhole = Number.isInteger(degrees) && degrees >= 1;
  if (!isWhole || !(coverage > 0 && coverage < 1)) {
    throw new RangeError(
      `Cannot find quantile of Student's t: ${degrees} degrees of freedom, coverage ${coverage}`,
    );
  }
  let low = 0;
  let high = Math.PI / 2;
  for (;;) {
    const θ = (low + high) / 2;
    if (θ === low || θ === high) return Math.sqrt(degrees) * Math.tan(θ);
    if (probability(θ, degrees) < coverage) low = θ;
    else high = θ;
  }
}

/** P(|T| ≤ √ν tan θ). */
function probability(θ: number, ν: number): number {
  const cosine = Math.cos(θ);
  const odd = ν % 2;
  let term = odd ? cosine : 1;
  let sum = ν > 1 ? term : 0;
  for (let power = 2 + odd; power <= ν - 2; power += 2) {
    term *= (power - 1) / power * cosine * cosine;
    sum += term;
  }
  const series = Math.sin(θ) * sum;
  return odd ? 2 / Math.PI * (θ + series) : series;
}
