/** When an autoencoder has lost what it had learned: it answers every image with the mean of all. */
import { pixelsPerImage } from "../../datasets/mnist.ts";
import type { Series, TraceEvent } from "../../io/trace.ts";
import { fullInk } from "../../network/pixel_layer.ts";

/** Measurements in a row that tell a collapse from a bad batch. */
const lasting = 10;

/** Shares of the mean image's error: below the first a model has learned more, from the second on it has lost that. */
const better = .9, same = .99;

/**
 * The event `collapsed`: the first measurement from which the test error is the mean
 * image's again, within a hundredth or above, ten times in a row, after it has been below
 * nine tenths of it. None if there is no such measurement: of a model that never came
 * below, that came back, or that was measured less often from there to its end.
 */
export function collapseOf(
  { iteration, value }: Series,
  meanImageError: number,
): TraceEvent | undefined {
  let lowest = Infinity, above = 0;
  for (const [k, error] of value.entries()) {
    above = lowest < better * meanImageError && error >= same * meanImageError
      ? above + 1
      : 0;
    if (above === lasting) {
      const [known, mean] = [lowest, meanImageError]
        .map((error) => error.toPrecision(3));
      return {
        iteration: iteration[k - lasting + 1],
        event: "collapsed",
        detail:
          `the test error, ${known} at its least, rose to the mean image's, ${mean}, and stayed there for ${lasting} measurements`,
      };
    }
    lowest = Math.min(lowest, error);
  }
}

/** The mean squared error of a pixel, over images, of the mean of other images as the answer to all; a row of bytes each. */
export function errorOfMeanImage(
  learned: Uint8Array,
  images: Uint8Array,
): number {
  const sums = new Float64Array(pixelsPerImage);
  learned.forEach((pixel, i) => sums[i % pixelsPerImage] += pixel);
  const count = learned.length / pixelsPerImage;
  const mean = sums.map((sum) => sum / count);
  let squares = 0;
  images.forEach((pixel, i) =>
    squares += (pixel - mean[i % pixelsPerImage]) ** 2
  );
  return squares / images.length / fullInk ** 2;
}
