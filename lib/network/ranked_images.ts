/**
 * Images, an inked pixel a byte above zero, in an order that leaves as many
 * products as possible out: pixels go from the one most often inked to the one
 * least often inked, images from the one whose rarest inked pixel is most common
 * to the one whose is least. Images that follow one another then leave all but
 * some leading columns blank, of MNIST nearly half of them.
 */
export interface RankedImages {
  readonly count: number;
  /** which pixel each column shows */
  readonly pixels: Int32Array;
  /** a row for each image */
  readonly bytes: Uint8Array;
  /** how many leading columns hold all ink of a row: ascending */
  readonly lengths: Int32Array;
}

/** Ranks images of `size` pixels, one row of bytes each. */
export function rankImages(bytes: Uint8Array, size: number): RankedImages {
  const count = bytes.length / size;
  const pixels = pixelsByInk(bytes, size);
  const lengths = inkedLengths(bytes, pixels);
  const order = Int32Array.from(lengths, (_, n) => n)
    .sort((n, m) => lengths[n] - lengths[m] || n - m);
  const ranked = new Uint8Array(bytes.length);
  order.forEach((n, row) => {
    const from = n * size, to = row * size;
    for (let j = 0; j < lengths[n]; j++) {
      ranked[to + j] = bytes[from + pixels[j]];
    }
  });
  return {
    count,
    pixels,
    bytes: ranked,
    lengths: order.map((n) => lengths[n]),
  };
}

/** Pixels from the most often inked to the least; as they come, where that is equal. */
function pixelsByInk(bytes: Uint8Array, size: number): Int32Array {
  const inked = new Int32Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    for (let j = 0; j < size; j++) if (bytes[at + j] > 0) inked[j]++;
  }
  return Int32Array.from(inked, (_, j) => j)
    .sort((j, k) => inked[k] - inked[j] || j - k);
}

/** How many leading pixels of the order hold all ink of each image. */
function inkedLengths(bytes: Uint8Array, pixels: Int32Array): Int32Array {
  const size = pixels.length;
  return Int32Array.from({ length: bytes.length / size }, (_, n) => {
    let length = size;
    while (length > 0 && bytes[n * size + pixels[length - 1]] === 0) length--;
    return length;
  });
}
