import type { Factor } from "../linalg/dense_algebra.ts";
import { type Matrix, requireLength, transpose } from "../linalg/matrix.ts";
import { filled, readTiles, setRows, writeTiles } from "./layout.ts";
import type { Rows } from "./row_activities.ts";
import { sharedFloats, type WasmInstance } from "./wasm_instance.ts";

/** Units in a tile of the kernels, and bytes in each of its rows. */
const width = 32, rowBytes = 4 * width;

/** Inputs in a span of the kernels. */
const span = 200;

/** The first fields of `Sparse` in `assembly/sparse.ts`. */
interface Sizes {
  tiles: number;
  inputs: number;
  outputs: number;
  /** bytes from one example to the next, the filling zeros */
  stride: number;
}

/**
 * Weights W (units × inputs) in float32 that multiply, and learn from, inputs of
 * bytes p of which few are not zero: only those are looked at.
 *
 * `show` examples first; all that is computed then is computed with them. Every sum
 * is taken in the order of the inputs or of the examples.
 */
export class SparseWeights {
  readonly #instance = sharedFloats();
  readonly #units: number;
  readonly #sizes: Sizes;
  readonly #layer: number;
  readonly #fixed: ReturnType<typeof reserveFixed>;
  #room: ReturnType<typeof reserveRoom>;
  #count = 0;

  /** @param examples how many are shown at a time; room for more is made when needed */
  constructor(
    W: Factor,
    { outputs, examples }: { outputs: number; examples: number },
  ) {
    const { rows: units, columns: inputs } = W;
    requireLength("make weights", W.data, units * inputs);
    const instance = this.#instance;
    this.#units = units;
    this.#sizes = {
      tiles: Math.ceil(units / width),
      inputs,
      outputs,
      stride: filled(inputs, 8),
    };
    this.#fixed = reserveFixed(instance, this.#sizes);
    this.#room = reserveRoom(instance, this.#sizes, examples);
    this.#layer = instance.reserveStructure(this.#fields());
    this.write(W);
  }

  /** Replaces W. */
  write(W: Factor): void {
    writeTiles(W, this.#table(this.#fixed.W, this.#sizes.inputs), { width });
  }

  /** W by rows, a copy. */
  read(): Float32Array {
    return this.#read(this.#fixed.W, this.#sizes.inputs);
  }

  /** W 1 (units), to read until anything else is done. */
  sums(): Float32Array {
    this.#instance.kernels.sumSparse(this.#layer);
    return this.#instance.floats(this.#fixed.sums, this.#units);
  }

  /**
   * Shows examples, one row of bytes each, for p to be `scale` times these; returns
   * the sums of the bytes, a copy.
   *
   * @throws {RangeError} if there is part of an example.
   */
  show(bytes: Uint8Array, scale = 1): Int32Array {
    const { tiles, stride, inputs } = this.#sizes, instance = this.#instance;
    const count = Math.floor(bytes.length / inputs);
    requireLength("show examples", bytes, count * inputs);
    if (count > this.#room.examples) {
      this.#room = reserveRoom(instance, this.#sizes, count);
    }
    this.#count = count;
    const fields = this.#fields();
    instance.integers(this.#layer, fields.length).set(fields);
    const shown = instance.bytes(this.#room.bytes, count * stride);
    setRows(shown, stride, { source: bytes, size: inputs });
    // nothing of other examples may be left in the filling of their errors
    this.#table(this.#room.D, count).fill(0, (tiles - 1) * count * width);
    instance.kernels.compressExamples(this.#layer, scale);
    return instance.integers(this.#room.totals, count).slice();
  }

  /** p_t · p_s at [t, s] for s ≤ t, a copy. */
  products(): Int32Array {
    this.#instance.kernels.multiplyBytes(this.#layer);
    return this.#instance.integers(this.#room.gram, this.#count ** 2).slice();
  }

  /** Computes W p + bias for all examples, for `activate` to use. */
  multiply(bias: ArrayLike<number>): void {
    this.#setUnits(this.#fixed.bias, bias);
    this.#instance.kernels.multiplySparse(this.#layer);
  }

  /** Writes scale W p into rows, one for each example. */
  multiplyInto({ data, stride }: Rows, scale: number): void {
    const target = this.#instance.addressOf(data)!;
    this.#instance.kernels
      .multiplyIntoRows(this.#layer, target, stride, scale);
  }

  /** What `multiply` has computed, times `scale` (units × examples), a copy. */
  activities(scale: number): Float32Array {
    return this.#read(this.#room.A, this.#count, scale);
  }

  /**
   * scale · (W p_t + bias) + Σ_{s<t} weights[s] δ_s (units), to read until
   * anything else is done.
   */
  activate(
    t: number,
    { scale, weights }: { scale: number; weights: ArrayLike<number> },
  ): Float32Array {
    const instance = this.#instance;
    instance.floats(this.#room.weights, weights.length).set(weights);
    instance.kernels.activateSparse(this.#layer, t, scale);
    return instance.floats(this.#fixed.a, this.#units);
  }

  /** Sets δ_t (units). */
  setError(t: number, data: Float64Array): void {
    const rows = this.#count, D = this.#table(this.#room.D, rows);
    const δ = { rows: this.#units, columns: 1, data };
    writeTiles(δ, D, { width, rows, at: t * width });
  }

  /** Sets the errors of all examples (units × examples). */
  setErrors(data: Float32Array): void {
    const rows = this.#units, columns = this.#count;
    requireLength("set errors", data, rows * columns);
    const D = this.#table(this.#room.D, columns);
    writeTiles({ rows, columns, data }, D, { width });
  }

  /** W ← (1 − decay) W + Σ_t factors[t] δ_t (p_t − mean 1)ᵀ, over all examples. */
  update(
    { factors, mean, decay }: {
      factors: Float64Array;
      mean: number;
      decay: number;
    },
  ): void {
    const { kernels } = this.#instance;
    const weights = this.#instance.floats(this.#room.weights, this.#count);
    weights.set(factors);
    kernels.compressInputs(this.#layer);
    weights.set(factors.map((factor) => -mean * factor));
    kernels.updateSparse(this.#layer, decay, Number(mean !== 0));
  }

  /** Sets the weights of the layer above (outputs × units), for `answers`. */
  setOutput(W: Matrix): void {
    const table = this.#table(this.#fixed.output, this.#sizes.outputs);
    writeTiles(transpose(W), table, { width });
  }

  /** output · tanh(scale (W p + bias)), one row for each example, a copy. */
  answers(bias: ArrayLike<number>, scale: number): Float32Array {
    this.#setUnits(this.#fixed.bias, bias);
    this.#instance.kernels.answerSparse(this.#layer, scale);
    const answers = new Float32Array(this.#count * this.#sizes.outputs);
    const parts = this.#instance
      .floats(this.#room.answers, 4 * answers.length);
    for (let k = 0, at = 0; k < answers.length; k++, at += 4) {
      answers[k] = parts[at] + parts[at + 1] + (parts[at + 2] + parts[at + 3]);
    }
    return answers;
  }

  /** All fields of `Sparse` in `assembly/sparse.ts`. */
  #fields(): number[] {
    const { examples: _, ...room } = this.#room;
    const spans = Math.ceil(this.#sizes.stride / span);
    return [this.#sizes, [this.#count, spans], this.#fixed, room]
      .flatMap((fields) => Object.values(fields));
  }

  /** A (units × n), by rows, a copy. */
  #read(address: number, n: number, scale = 1): Float32Array {
    const tiling = { units: this.#units, n, width };
    return readTiles(this.#table(address, n), tiling, scale);
  }

  #table(address: number, rows: number): Float32Array {
    return this.#instance.floats(address, this.#sizes.tiles * rows * width);
  }

  #setUnits(address: number, values: ArrayLike<number>): void {
    this.#instance.floats(address, this.#units).set(values);
  }
}

/** Addresses of what does not depend on the number of examples, in the order of `Sparse`. */
function reserveFixed(
  instance: WasmInstance<"float">,
  { tiles, inputs, outputs }: Sizes,
) {
  const rows = (count: number) => instance.reserve(tiles * count * rowBytes);
  return {
    W: rows(inputs),
    sums: rows(1),
    bias: rows(1),
    a: rows(1),
    output: rows(outputs),
    row: instance.reserve(rowBytes),
  };
}

/** Addresses of what there is for each example, in the same order. */
function reserveRoom(
  instance: WasmInstance<"float">,
  { tiles, inputs, outputs, stride }: Sizes,
  examples: number,
) {
  const rows = (count: number) => instance.reserve(tiles * count * rowBytes);
  const numbers = (count: number) => instance.reserve(4 * count);
  const room = {
    examples,
    bytes: instance.reserve(examples * stride),
    totals: numbers(examples),
    gram: numbers(examples * examples),
    A: rows(examples),
    D: rows(examples),
    places: numbers(examples),
    weights: numbers(examples),
    starts: numbers(examples * Math.ceil(stride / span) + 1),
    // and what is written, but not kept
    offsets: numbers(examples * inputs + 8),
    values: numbers(examples * inputs + 8),
    inputStarts: numbers(inputs + 2),
    inputOffsets: numbers(examples * inputs),
    inputValues: numbers(examples * inputs),
    answers: numbers(4 * examples * outputs),
  };
  const places = instance.integers(room.places, examples);
  for (let n = 0; n < examples; n++) places[n] = n * rowBytes;
  return room;
}
