/** The index of the largest of `values[first + k] + b[k]`, the first of equals. */
export function largest(
  values: Float32Array,
  first: number,
  b: ArrayLike<number>,
): number {
  let best = 0;
  for (let k = 1; k < b.length; k++) {
    if (values[first + k] + b[k] > values[first + best] + b[best]) best = k;
  }
  return best;
}
