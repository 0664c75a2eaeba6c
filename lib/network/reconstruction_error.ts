import { RowActivities, type Rows, unit } from "../kernels/row_activities.ts";
import { SparseWeights } from "../kernels/sparse_weights.ts";
import type { Factor } from "../linalg/dense_algebra.ts";
import type { ScaledWeights } from "./batch_layer.ts";
import type { Gemm } from "../linalg/gemm.ts";
import type { TransferName } from "./backend.ts";

/** The networks whose error is measured. */
export interface ReconstructingNetworks {
  /** units of each layer, lowest first: the pixels of an image are the first and the last */
  sizes: readonly number[];
  /** what follows the weights of layer k, counted from 0 */
  transferOf(k: number): TransferName;
}

/** Images that pass together: enough for a product to be fast, few enough for the cache. */
const pieceSize = 500;

/**
 * Prepares to measure how well networks reconstruct images, any number of times:
 * with W_k, b_k the weights and biases to layer k = 1 … L and h_0 = x,
 *
 *   h_k = φ_k(W_k h_{k−1} + b_k),   Σ ‖x − h_L‖² over all images, h_L being linear.
 *
 * The product with W_1 leaves out the pixels that are zero; that is exact, unless
 * weights are not finite. The images are sorted once; the columns of W_1 and the
 * rows of W_L are put in the order of the pixels each time.
 *
 * @param bytes a row for each image, 255 for an input of 1
 */
export function reconstructionError(
  gemm: Gemm,
  bytes: Uint8Array,
  { sizes, transferOf }: ReconstructingNetworks,
): (layers: readonly ScaledWeights[]) => number {
  const images = sortImages(bytes, sizes[0]), step = pieceSize * sizes[0];
  const room = Math.min(pieceSize, bytes.length / sizes[0]);
  const activities = new RowActivities(sizes, room);
  let first: SparseWeights | undefined;

  return (unordered) => {
    const layers = reordered(unordered, images.pixels), [{ V, s }] = layers;
    first ??= new SparseWeights(V, { outputs: 0, examples: room });
    first.write(V);
    layers.forEach(({ b }, k) => activities.setBiases(k + 1, b));
    let sum = 0;
    for (let start = 0; start < images.bytes.length; start += step) {
      const rows = images.bytes.subarray(start, start + step);
      activities.show(rows);
      first.show(rows, unit);
      layers.forEach((layer, k) => {
        const below = activities.rows(k), above = activities.rows(k + 1);
        if (k > 0) passUp(gemm, layer, { below, above });
        else first!.multiplyInto(above, s);
        if (k < layers.length - 1) activities.transfer(k + 1, transferOf(k));
      });
      sum += activities.squaredError();
    }
    return sum;
  };
}

/**
 * Images of `size` pixels, one row of bytes each, sorted by the index of their last
 * non-zero pixel, and which pixel each column shows, sorted by how many images it is
 * non-zero in, most first: consecutive images then need the same weights, which lie
 * side by side.
 */
export function sortImages(
  bytes: Uint8Array,
  size: number,
): { pixels: Int32Array; bytes: Uint8Array } {
  const counts = new Int32Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    for (let j = 0; j < size; j++) if (bytes[at + j] > 0) counts[j]++;
  }
  const pixels = sortedIndices(counts, (j, k) => counts[k] - counts[j]);
  const lengths = Int32Array.from({ length: bytes.length / size }, (_, n) => {
    let length = size;
    while (length > 0 && bytes[n * size + pixels[length - 1]] === 0) length--;
    return length;
  });
  const order = sortedIndices(lengths, (n, m) => lengths[n] - lengths[m]);
  const sorted = new Uint8Array(bytes.length);
  order.forEach((n, row) => {
    const from = n * size, to = row * size;
    for (let j = 0; j < size; j++) sorted[to + j] = bytes[from + pixels[j]];
  });
  return { pixels, bytes: sorted };
}

/** The indices of `values`, sorted; equals keep their order. */
function sortedIndices(
  values: Int32Array,
  compare: (i: number, j: number) => number,
): Int32Array {
  return values.map((_, i) => i).sort((i, j) => compare(i, j) || i - j);
}

/** W h for each h below. */
function passUp(
  gemm: Gemm,
  { V, s }: ScaledWeights,
  { below, above }: { below: Rows; above: Rows },
): void {
  gemm(
    { A: below.data, B: V.data as Float32Array, C: above.data },
    {
      rows: above.data.length / above.stride,
      inner: V.columns,
      columns: V.rows,
      transposeB: true,
      strides: { A: below.stride, B: V.columns, C: above.stride },
    },
    { alpha: s },
  );
}

/** The same layers, of images whose pixels are in this order. */
function reordered(
  layers: readonly ScaledWeights[],
  pixels: Int32Array,
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
