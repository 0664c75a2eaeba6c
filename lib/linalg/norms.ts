/**
 * The Euclidean norm ‖x‖ = √(Σ xᵢ²) of a vector; given a matrix's `data`, its
 * Frobenius norm.
 */
export function norm(x: ArrayLike<number>): number {
  return Math.sqrt(sumOfSquares(x));
}

/** Σ xᵢ², summed in order. */
export function sumOfSquares(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return sum;
}

/** x shortened in place to length `limit`, if it is longer. */
export function clipNorm(x: Float64Array, limit: number): Float64Array {
  const length = norm(x);
  if (length > limit) {
    const c = limit / length;
    for (let i = 0; i < x.length; i++) x[i] *= c;
  }
  return x;
}
