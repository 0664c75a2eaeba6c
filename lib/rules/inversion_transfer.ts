/**
 * What an inverting loop takes for the transfer function of a layer with state
 * r and, at its forward activity, slope D:
 *
 * - `linear`: r
 * - `tanh`: tanh r, the layer's own function about zero
 * - `linearised`: r / D, so that a loop at rest carries the slope once, as
 *   D W⁺ e does
 */
export type InversionTransfer = "linear" | "tanh" | "linearised";

/** Writes a layer's response to its state r. */
export type Response = (
  r: Float64Array,
  slope: Float64Array,
  target: Float64Array,
) => Float64Array;

/** The response of each kind. */
export const responses: Record<InversionTransfer, Response> = {
  linear: (r, _, target) => {
    target.set(r);
    return target;
  },
  tanh: (r, _, target) => {
    for (let i = 0; i < r.length; i++) target[i] = Math.tanh(r[i]);
    return target;
  },
  linearised: (r, slope, target) => {
    for (let i = 0; i < r.length; i++) target[i] = r[i] / slope[i];
    return target;
  },
};
