import { rankedError } from "../../network/ranked_error.ts";
import type { AutoencoderNetwork, Engines } from "./network.ts";
import { isLinear } from "./transfers.ts";

/** The mean squared error of a pixel, of a network as it is when asked, over the images this was made for. */
export type MeanSquaredError = (network: AutoencoderNetwork) => Promise<number>;

/**
 * A measure by images, one row of bytes each. Where products can be computed in
 * plain memory, the images are ranked when they are first needed, and blank
 * pixels left out; else they pass as tensors, which is what the other way is
 * tested against.
 */
export function meanSquaredErrorOver(
  pixels: Uint8Array,
  { product }: Engines,
): MeanSquaredError {
  if (!product) return (network) => network.squaredError(pixels);
  let sum: ReturnType<typeof rankedError> | undefined;
  return async (network) => {
    const layers = await network.layers();
    const [{ V: lowest }] = layers;
    sum ??= rankedError(product, pixels, {
      sizes: [lowest.columns, ...layers.map(({ V }) => V.rows)],
      transferOf: (k) => isLinear(k, layers.length) ? "linear" : "tanh",
    });
    return sum(layers) / pixels.length;
  };
}
