/**
 * The Euclidean norm ‖x‖ = √(Σ xᵢ²) of a vector, summed in order; given a matrix's
 * `data`, its Frobenius norm.
 */
export function norm(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return Math.sqrt(sum);
}

/**
 * The norm of a long vector, its squares added in four sums: equal to `norm` up to rounding, several
 * times as fast.
 */
export function longNorm(x: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const fours = x.length - x.length % 4;
  for (let i = 0; i < fours; i += 4) {
    a += x[i] * x[i];
    b += x[i + 1] * x[i + 1];
    c += x[i + 2] * x[i + 2];
    d += x[i + 3] * x[i + 3];
  }
  for (let i = fours; i < x.length; i++) a += x[i] * x[i];
  return Math.sqrt(a + b + (c + d));
}

/** The largest absolute value in x: 0 if there is none. */
export function largest(x: Float64Array): number {
  let size = 0;
  for (let i = 0; i < x.length; i++) size = Math.max(size, Math.abs(x[i]));
  return size;
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
