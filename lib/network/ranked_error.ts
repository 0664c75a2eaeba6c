import { RowActivities } from "../kernels/row_activities.ts";
import type { Factor } from "../linalg/dense_algebra.ts";
import type { ScaledWeights } from "./batch_layer.ts";
import type { MatrixProduct } from "./matrix_product.ts";
import { rankImages } from "./ranked_images.ts";

/** A network that images pass through, its layers of weights lowest first. */
export interface ErrorSettings {
  /** units of each layer, the image's pixels first and last */
  sizes: readonly number[];
  /** what follows the weights to layer k, counted from 0 */
  transferOf(k: number): "tanh" | "linear";
}

/** Images that pass together: enough for a product to be fast, few enough for the cache. */
const pieceSize = 500;

/**
 * Makes ready to measure, as often as one likes, how well networks reconstruct
 * images: Σ ‖x − y‖², y = W_L φ(… φ(W_1 x + b_1) …) + b_L, summed over all images.
 *
 * Images are ranked once, so that the product with W_1 takes only those columns
 * that are not blank in the images at hand; W_1's columns and W_L's rows are put
 * in the order of the pixels each time.
 *
 * @param bytes one row for each image, 255 for an input of 1
 */
export function rankedError(
  multiply: MatrixProduct,
  bytes: Uint8Array,
  { sizes, transferOf }: ErrorSettings,
): (layers: readonly ScaledWeights[]) => number {
  const [size] = sizes, last = sizes.length - 1;
  const images = rankImages(bytes, size);
  const activities = new RowActivities(
    sizes,
    Math.min(pieceSize, images.count),
  );

  return (layers) => {
    const W = layers.map(({ V }) => V);
    W[0] = columnsOf(W[0], images.pixels);
    W[last - 1] = rowsOf(W[last - 1], images.pixels);
    layers.forEach(({ b }, k) => activities.setBiases(k + 1, b));
    const { b } = layers[last - 1];
    activities.setBiases(last, Float64Array.from(images.pixels, (i) => b[i]));

    let sum = 0;
    for (let start = 0; start < images.count; start += pieceSize) {
      const stop = Math.min(start + pieceSize, images.count);
      let below = activities.show(
        images.bytes.subarray(start * size, stop * size),
        images.lengths[stop - 1],
      );
      let inner = Math.min(below.stride, size);
      layers.forEach(({ s }, k) => {
        const above = activities.rows(k + 1);
        multiply(
          { A: below.data, B: W[k].data as Float32Array, C: above.data },
          {
            rows: stop - start,
            inner,
            columns: W[k].rows,
            transposeA: false,
            transposeB: true,
            strides: { A: below.stride, B: W[k].columns, C: above.stride },
          },
          { keep: 0, add: s },
        );
        if (k < last - 1) activities.transfer(k + 1, transferOf(k));
        below = above;
        inner = W[k].rows;
      });
      sum += activities.squaredError();
    }
    return sum;
  };
}

/** A's columns in this order. */
function columnsOf({ rows, columns, data }: Factor, order: Int32Array): Factor {
  const ordered = new Float32Array(data.length);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      ordered[at++] = data[i * columns + order[j]];
    }
  }
  return { rows, columns, data: ordered };
}

/** A's rows in this order. */
function rowsOf({ rows, columns, data }: Factor, order: Int32Array): Factor {
  const ordered = new Float32Array(data.length);
  order.forEach((i, to) => {
    ordered.set(data.subarray(i * columns, (i + 1) * columns), to * columns);
  });
  return { rows, columns, data: ordered };
}
