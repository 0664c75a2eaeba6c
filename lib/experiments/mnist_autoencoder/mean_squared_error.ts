import { reconstructionError } from "../../network/reconstruction_error.ts";
import type { Backend } from "../../network/gemm.ts";
import type { AutoencoderNetwork } from "./network.ts";
import { isLinear } from "./transfers.ts";

/** The mean squared error of a pixel, of a network as it is when asked, over the images this was made for. */
export type MeanSquaredError = (network: AutoencoderNetwork) => Promise<number>;

/**
 * A measure by images, one row of bytes each. Where the backend has products at once,
 * the images are sorted when they are first needed, and columns of zeros left out;
 * else all pixels are multiplied, which is what the other way is tested against.
 */
export function meanSquaredErrorOver(
  pixels: Uint8Array,
  { syncGemm }: Pick<Backend, "syncGemm">,
): MeanSquaredError {
  if (!syncGemm) return (network) => network.squaredError(pixels);
  let sum: ReturnType<typeof reconstructionError> | undefined;
  return (network) => {
    const layers = network.layers();
    const [{ V: lowest }] = layers;
    sum ??= reconstructionError(syncGemm, pixels, {
      sizes: [lowest.columns, ...layers.map(({ V }) => V.rows)],
      transferOf: (k) => isLinear(k, layers.length) ? "linear" : "tanh",
    });
    return Promise.resolve(sum(layers) / pixels.length);
  };
}
