import { OwnKernels } from "./own_kernels.ts";
import { setRows } from "./set_rows.ts";

/** The kernels, as `assembly/row_layer.ts` describes them. */
interface RowKernels {
  rowsOfBytes(...addressesAndSizes: number[]): void;
  shiftRows(A: number, b: number, rows: number, columns: number): void;
  tanhRows(A: number, b: number, rows: number, columns: number): void;
  squaredErrorOfRows(...addressesAndSizes: number[]): number;
}

/** Where a layer is in the kernels' memory. */
interface Layer {
  /** its activities (examples × stride) */
  A: number;
  /** its biases (stride) */
  b: number;
  units: number;
  /** the same, filled up with zeros to what the kernels take at a time */
  stride: number;
}

/** A row of numbers for each example, as a product wants them. */
export interface Rows {
  data: Float32Array;
  columns: number;
  /** numbers from one row to the next */
  stride: number;
}

/** Numbers that the kernels take at a time. */
const lanes = 4;

/** An input of 1 is a byte of 255. */
const unit = 1 / 255;

/**
 * The activities of a network's layers, a row for each of a few examples, in one
 * memory that is used again and again, and so stays in the processor's cache.
 * What lies between two products is computed here; the products themselves, from
 * the rows of one layer to those of the next, are somebody else's.
 *
 * Examples are bytes p, inputs x = p / 255.
 */
export class RowActivities {
  readonly #own: OwnKernels<RowKernels>;
  readonly #layers: readonly Layer[];
  readonly #bytes: number;
  #count = 0;

  /**
   * @param sizes units of each layer, the inputs first
   * @param examples how many there is room for at a time
   */
  constructor(sizes: readonly number[], examples: number) {
    const own = this.#own = new OwnKernels("fused");
    this.#layers = sizes.map((units) => {
      const stride = lanes * Math.ceil(units / lanes);
      const A = own.reserve(4 * examples * stride);
      return { A, b: own.reserve(4 * stride), units, stride };
    });
    this.#bytes = own.reserve(examples * this.#layers[0].stride);
  }

  /** Takes the biases of layer k. */
  setBiases(k: number, b: ArrayLike<number>): void {
    const layer = this.#layers[k];
    this.#own.floats(layer.b, layer.units).set(b);
  }

  /**
   * Takes examples, a row of bytes each, none above zero beyond the `length` leading
   * ones. The rows of layer 0 are those alone, filled up with a few zeros.
   */
  show(source: Uint8Array, length: number): Rows {
    const { A, units: size, stride } = this.#layers[0];
    const own = this.#own, count = this.#count = source.length / size;
    setRows(own.bytes(this.#bytes, count * stride), stride, { source, size });
    const columns = lanes * Math.ceil(Math.max(length, 1) / lanes);
    own.kernels.rowsOfBytes(this.#bytes, stride, A, count, columns, unit);
    const data = own.floats(A, count * columns);
    return { data, columns, stride: columns };
  }

  /** The rows of layer k above 0: to write W h of the layer below to, and then to read its activities from. */
  rows(k: number): Rows {
    const { A, units: columns, stride } = this.#layers[k];
    const data = this.#own.floats(A, this.#count * stride);
    return { data, columns, stride };
  }

  /** Makes φ(W h + b) of W h in the rows of layer k. */
  transfer(k: number, φ: "tanh" | "linear"): void {
    const { A, b, stride } = this.#layers[k];
    const { tanhRows, shiftRows } = this.#own.kernels;
    (φ === "tanh" ? tanhRows : shiftRows)(A, b, this.#count, stride);
  }

  /** Σ (x − W h − b)² over all examples, of W h in the rows of the highest layer. */
  squaredError(): number {
    const { A, b, stride } = this.#layers.at(-1)!;
    return this.#own.kernels.squaredErrorOfRows(
      ...[this.#bytes, A, b, this.#count, stride, unit],
    );
  }
}
