import { filled, setRows } from "./layout.ts";
import { sharedFloats } from "./wasm_instance.ts";

/** Where a layer is in the kernels' memory. */
interface Layer {
  /** its activities (examples × stride) */
  A: number;
  /** its biases (stride) */
  b: number;
  units: number;
  /** units, filled up with zeros to what the kernels take at a time */
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
export const unit = 1 / 255;

/**
 * The activities of a network's layers, a row for each of a few examples, in one
 * memory that is used again and again, and so stays in the processor's cache. This
 * computes all but the products, from the rows of one layer to those of the next.
 *
 * Examples are bytes p, inputs x = p / 255.
 */
export class RowActivities {
  readonly #instance = sharedFloats();
  readonly #layers: readonly Layer[];
  readonly #bytes: number;
  #count = 0;

  /**
   * @param sizes units of each layer, the inputs first
   * @param examples how many there is room for at a time
   */
  constructor(sizes: readonly number[], examples: number) {
    const instance = this.#instance;
    this.#layers = sizes.map((units, k) => {
      const stride = filled(units, lanes);
      const A = instance.reserve(k > 0 ? 4 * examples * stride : 0);
      return { A, b: instance.reserve(4 * stride), units, stride };
    });
    this.#bytes = instance.reserve(examples * this.#layers[0].stride);
  }

  /** Sets the biases of layer k. */
  setBiases(k: number, b: ArrayLike<number>): void {
    const layer = this.#layers[k];
    this.#instance.floats(layer.b, layer.units).set(b);
  }

  /** Shows examples, a row of bytes each. */
  show(source: Uint8Array): void {
    const { units: size, stride } = this.#layers[0];
    const instance = this.#instance, count = this.#count = source.length / size;
    const bytes = instance.bytes(this.#bytes, count * stride);
    setRows(bytes, stride, { source, size });
  }

  /** The rows of layer k above 0: write W h of the layer below to them, then read its activities. */
  rows(k: number): Rows {
    const { A, units: columns, stride } = this.#layers[k];
    const data = this.#instance.floats(A, this.#count * stride);
    return { data, columns, stride };
  }

  /** Turns W h in the rows of layer k into φ(W h + b). */
  transfer(k: number, φ: "tanh" | "linear"): void {
    const { A, b, stride } = this.#layers[k], tanh = Number(φ === "tanh");
    const { transferRows } = this.#instance.kernels;
    transferRows(A, b, this.#count, stride, tanh);
  }

  /** Σ (x − W h − b)² over all examples, with W h in the rows of the highest layer. */
  squaredError(): number {
    const { A, b, stride } = this.#layers.at(-1)!;
    return this.#instance.kernels.squaredErrorOfRows(
      ...[this.#bytes, A, b, this.#count, stride, unit],
    );
  }
}
