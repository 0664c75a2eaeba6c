/**
 * Transfer functions φ: a layer's activity h = φ(a) from its input a, and the
 * slope φ′(a) computed from h.
 */
export interface Transfer {
  readonly name: "linear" | "tanh";
  /** Writes φ(a) into h, which may be a itself. */
  activate(a: Float64Array, h: Float64Array): Float64Array;
  /** Writes φ′(a), computed from h = φ(a), into `slope`. */
  slope(h: Float64Array, slope: Float64Array): Float64Array;
}

/** φ(a) = a, φ′(a) = 1. */
export const linear: Transfer = {
  name: "linear",
  activate(a, h) {
    if (h !== a) h.set(a);
    return h;
  },
  slope: (_, slope) => slope.fill(1),
};

/** φ(a) = tanh a, φ′(a) = 1 − tanh² a. */
export const tanh: Transfer = {
  name: "tanh",
  activate(a, h) {
    for (let i = 0; i < a.length; i++) h[i] = Math.tanh(a[i]);
    return h;
  },
  slope(h, slope) {
    for (let i = 0; i < h.length; i++) slope[i] = 1 - h[i] * h[i];
    return slope;
  },
};

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
