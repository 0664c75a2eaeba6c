/**
 * Transfer functions φ: a layer's activity h = φ(a) from its input a, and the
 * slope φ′(a) told from h.
 */
export interface Transfer {
  readonly name: "linear" | "tanh";
  /** Writes φ(a) into h, which may be a itself. */
  activate(a: Float64Array, h: Float64Array): Float64Array;
  /** Writes φ′(a), told from h = φ(a), into `slope`. */
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
