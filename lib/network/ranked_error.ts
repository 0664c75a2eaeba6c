import { RowActivities, type Rows } from "../kernels/row_activities.ts";
import type { Factor } from "../linalg/dense_algebra.ts";
import type { ScaledWeights } from "./batch_layer.ts";
import type { MatrixProduct } from "./matrix_product.ts";
import { type RankedImages, rankImages } from "./ranked_images.ts";

/** The networks whose error is measured. */
export interface ReconstructingNetworks {
  /** units of each layer, lowest first: the pixels of an image are the first and the last */
  sizes: readonly number[];
  /** what follows the weights of layer k, counted from 0 */
  transferOf(k: number): "tanh" | "linear";
}

/** Images that pass together: enough for a product to be fast, few enough for the cache. */
const pieceSize = 500;

/**
 * Makes ready to measure how well networks reconstruct images, as often as one
 * likes: with W_k, b_k the weights and biases to layer k = 1 … L and h_0 = x,
 *
 *   h_k = φ_k(W_k h_{k−1} + b_k),   Σ ‖x − h_L‖² over all images, h_L being linear.
 *
 * The images are ranked once, so that the product with W_1 leaves out the pixels
 * that are blank in all images at hand; that is exact, unless weights are not finite.
 * The columns of W_1 and the rows of W_L are put in the order of the pixels each time.
 *
 * @param bytes a row for each image, 255 for an input of 1
 */
export function rankedError(
  multiply: MatrixProduct,
  bytes: Uint8Array,
  { sizes, transferOf }: ReconstructingNetworks,
): (layers: readonly ScaledWeights[]) => number {
  const images = rankImages(bytes, sizes[0]);
  const room = Math.min(pieceSize, images.count);
  const activities = new RowActivities(sizes, room);

  return (unordered) => {
    const layers = inOrderOf(images.pixels, unordered);
    layers.forEach(({ b }, k) => activities.setBiases(k + 1, b));
    let sum = 0;
    for (const { rows, length } of piecesOf(images)) {
      let below = activities.show(rows, length);
      layers.forEach((layer, k) => {
        const above = activities.rows(k + 1);
        passUp(multiply, layer, { below, above });
        if (k < layers.length - 1) activities.transfer(k + 1, transferOf(k));
        below = above;
      });
      sum += activities.squaredError();
    }
    return sum;
  };
}

/** Some of the images, and how many leading columns hold all their ink. */
function* piecesOf({ count, pixels, bytes, lengths }: RankedImages) {
  const size = pixels.length;
  for (let start = 0; start < count; start += pieceSize) {
    const stop = Math.min(start + pieceSize, count);
    const rows = bytes.subarray(start * size, stop * size);
    yield { rows, length: lengths[stop - 1] };
  }
}

/** W h for each h below. */
function passUp(
  multiply: MatrixProduct,
  { V, s }: ScaledWeights,
  { below, above }: { below: Rows; above: Rows },
): void {
  multiply(
    { A: below.data, B: V.data as Float32Array, C: above.data },
    {
      rows: above.data.length / above.stride,
      inner: Math.min(below.columns, V.columns),
      columns: V.rows,
      transposeA: false,
      transposeB: true,
      strides: { A: below.stride, B: V.columns, C: above.stride },
    },
    { alpha: s, beta: 0 },
  );
}

/** The same layers, of images whose pixels are in this order. */
function inOrderOf(
  pixels: Int32Array,
  layers: readonly ScaledWeights[],
): ScaledWeights[] {
  const [lowest, highest] = [layers[0], layers.at(-1)!];
  return [
    { ...lowest, V: columnsOf(lowest.V, pixels) },
    ...layers.slice(1, -1),
    {
      ...highest,
      V: rowsOf(highest.V, pixels),
      b: Float64Array.from(pixels, (i) => highest.b[i]),
    },
  ];
}

/** These columns of A, in this order. */
function columnsOf({ rows, columns, data }: Factor, order: Int32Array): Factor {
  const ordered = new Float32Array(data.length);
  for (let start = 0, to = 0; start < rows * columns; start += columns) {
    for (const j of order) ordered[to++] = data[start + j];
  }
  return { rows, columns, data: ordered };
}

/** These rows of A, in this order. */
function rowsOf({ rows, columns, data }: Factor, order: Int32Array): Factor {
  const ordered = new Float32Array(data.length);
  order.forEach((i, to) => {
    ordered.set(data.subarray(i * columns, (i + 1) * columns), to * columns);
  });
  return { rows, columns, data: ordered };
}
