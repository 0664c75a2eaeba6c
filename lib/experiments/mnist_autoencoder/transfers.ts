/**
 * Whether layer `k` of `count`, counted from 0, is linear: the middle one, whose
 * units are the code, and the last, the reconstruction. All others are tanh.
 */
export function isLinear(k: number, count: number): boolean {
  return k === count / 2 - 1 || k === count - 1;
}

/** δ ∘ (1 − h²), in place of δ. */
export function timesTanhSlope(
  δ: Float32Array,
  h: Float32Array,
): Float32Array {
  for (let i = 0; i < δ.length; i++) δ[i] *= 1 - h[i] * h[i];
  return δ;
}
