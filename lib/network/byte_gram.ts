/** Bytes p stand for inputs x = (p − mean) / deviation. */
export interface InputScale {
  mean: number;
  deviation: number;
}

/**
 * The Gram matrix of inputs of n numbers, from the products and the sums of
 * their bytes, both exact: x_s · x_t at [t, s] for s ≤ t, else 0.
 *
 *   d² x_s · x_t = p_s · p_t − m (p_s · 1 + p_t · 1) + n m²
 */
export function byteGram(
  products: Int32Array,
  totals: Int32Array,
  { mean, deviation, n }: InputScale & { n: number },
): Float64Array {
  const count = totals.length;
  const gram = new Float64Array(count * count);
  for (let t = 0; t < count; t++) {
    for (let s = 0; s <= t; s++) {
      const both = totals[s] + totals[t];
      gram[t * count + s] =
        (products[t * count + s] - mean * both + n * mean * mean) /
        (deviation * deviation);
    }
  }
  return gram;
}
