/**
 * Softmax, y_i = exp(o_i) / Σ_j exp(o_j), in place. The largest o is subtracted
 * first, which changes nothing but keeps exp from overflowing.
 */
export function softmaxInto(o: Float64Array): void {
  let largest = -Infinity;
  for (const value of o) largest = Math.max(largest, value);
  let sum = 0;
  for (let i = 0; i < o.length; i++) {
    o[i] = Math.exp(o[i] - largest);
    sum += o[i];
  }
  for (let i = 0; i < o.length; i++) o[i] /= sum;
}
