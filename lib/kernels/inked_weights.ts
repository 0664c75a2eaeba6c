import type { Factor } from "../linalg/dense_algebra.ts";
import { type Matrix, requireLength, transpose } from "../linalg/matrix.ts";
import { InkedMemory } from "./inked_memory.ts";
import type { Arithmetic } from "./own_kernels.ts";
import { setRows } from "./set_rows.ts";
import { readTileRows, readTiles, tileUnits, writeTiles } from "./tiles.ts";

/**
 * Weights W (units × inputs) in float32 that multiply, and learn from, inputs of
 * bytes p of which few are not zero: only those, the ink, are looked at.
 *
 * `show` examples, at most so many at a time; what else is done is then done
 * with them. Every sum is taken in the order of the inputs or of the examples.
 */
export class InkedWeights {
  readonly #memory: InkedMemory;
  #count = 0;

  /** @param examples how many are shown at a time; room for more is made when needed */
  constructor(
    W: Factor,
    { outputs, examples, arithmetic }: {
      outputs: number;
      examples: number;
      arithmetic?: Arithmetic;
    },
  ) {
    const { rows: units, columns: inputs } = W;
    requireLength("make weights", W.data, units * inputs);
    const sizes = { units, inputs, outputs };
    this.#memory = new InkedMemory(sizes, examples, arithmetic);
    this.#memory.prepare(0);
    const { fixed, kernels } = this.#memory;
    writeTiles(W, this.#table(fixed.W, inputs));
    kernels.sumInked(fixed.address);
  }

  /** W by rows, a copy. */
  read(): Float32Array {
    const { sizes: { units, inputs }, fixed } = this.#memory;
    return readTiles(this.#table(fixed.W, inputs), { units, n: inputs });
  }

  /** W 1 (units), to read until anything else is done. */
  get sums(): Float32Array {
    return this.#memory.floats(
      this.#memory.fixed.sums,
      this.#memory.sizes.units,
    );
  }

  /**
   * Takes examples, one row of bytes each; the sums of their bytes, a copy.
   *
   * @throws {RangeError} if there is part of an example.
   */
  show(bytes: Uint8Array): Int32Array {
    const memory = this.#memory;
    const { stride, sizes: { inputs }, kernels } = memory;
    const count = Math.floor(bytes.length / inputs);
    requireLength("show examples", bytes, count * inputs);
    memory.prepare(count);
    const { room } = memory;
    const shown = memory.bytes(room.bytes, count * stride);
    setRows(shown, stride, { source: bytes, size: inputs });
    const { starts, offsets, values, totals } = room;
    kernels.inkOfExamples(
      ...[room.bytes, stride, count, starts, offsets, values, totals],
    );
    this.#count = count;
    return memory.integers(totals, count).slice();
  }

  /** p_t · p_s at [t, s] for s ≤ t, a copy. */
  products(): Int32Array {
    const { stride, kernels, room: { bytes, gram } } = this.#memory;
    kernels.byteProducts(bytes, stride, this.#count, gram);
    return this.#memory.integers(gram, this.#count ** 2).slice();
  }

  /** Computes W p + bias for all examples, for `activate` to use. */
  multiply(bias: ArrayLike<number>): void {
    const { fixed, kernels } = this.#memory;
    this.#setUnits(fixed.bias, bias);
    kernels.multiplyInked(fixed.address);
  }

  /** What `multiply` has computed (units × examples), a copy. */
  activities(): Float32Array {
    const { sizes: { units }, room } = this.#memory;
    const n = this.#count;
    return readTiles(this.#table(room.A, n), { units, n });
  }

  /** The same times `scale`, (examples × units). */
  activityRows(scale = 1): Float32Array {
    const { sizes: { units }, room } = this.#memory;
    const n = this.#count;
    return readTileRows(this.#table(room.A, n), { units, n }, scale);
  }

  /**
   * scale · (W p_t + bias) + Σ_{s<t} weights[s] δ_s (units), to read until
   * anything else is done.
   */
  activate(
    t: number,
    { scale, weights }: { scale: number; weights: ArrayLike<number> },
  ): Float32Array {
    const memory = this.#memory, { fixed, room, sizes } = memory;
    memory.floats(room.weights, weights.length).set(weights);
    memory.kernels.activateInked(fixed.address, t, scale);
    return memory.floats(fixed.a, sizes.units);
  }

  /** Takes δ_t (units). */
  setError(t: number, δ: ArrayLike<number>): void {
    const { sizes: { units }, room } = this.#memory;
    const step = this.#count * tileUnits;
    const D = this.#table(room.D, this.#count);
    for (let start = 0; start < units; start += tileUnits) {
      const stop = Math.min(start + tileUnits, units);
      const to = start / tileUnits * step + t * tileUnits;
      for (let i = start; i < stop; i++) D[to + i - start] = δ[i];
      if (stop === units) D.fill(0, to + stop - start, to + tileUnits);
    }
  }

  /** Takes the errors of all examples (units × examples). */
  setErrors(data: Float32Array): void {
    const { sizes: { units: rows }, room } = this.#memory;
    requireLength("set errors", data, rows * this.#count);
    const D = this.#table(room.D, this.#count);
    if (rows % tileUnits) D.fill(0, D.length - this.#count * tileUnits);
    writeTiles({ rows, columns: this.#count, data }, D);
  }

  /** W ← (1 − decay) W + Σ_t factors[t] δ_t (p_t − mean 1)ᵀ, over all examples. */
  update(
    { factors, mean, decay }: {
      factors: Float64Array;
      mean: number;
      decay: number;
    },
  ): void {
    const memory = this.#memory, { kernels, fixed, room, sizes } = memory;
    const weights = memory.floats(room.weights, this.#count);
    weights.set(factors);
    kernels.inkOfInputs(
      ...[this.#count, sizes.inputs, room.starts, room.offsets, room.values],
      ...[room.weights, room.inputStarts, room.inputOffsets, room.inputValues],
    );
    weights.set(factors.map((factor) => -mean * factor));
    kernels.updateInked(fixed.address, decay);
  }

  /** Takes the weights of the layer above (outputs × units), for `answers`. */
  setOutput(W: Matrix): void {
    const { sizes: { outputs }, fixed } = this.#memory;
    writeTiles(transpose(W), this.#table(fixed.output, outputs));
  }

  /** output · tanh(scale (W p + bias)), one row for each example, a copy. */
  answers(bias: ArrayLike<number>, scale: number): Float32Array {
    const memory = this.#memory, { fixed, room, sizes } = memory;
    this.#setUnits(fixed.bias, bias);
    memory.kernels.answerInked(fixed.address, scale);
    const answers = new Float32Array(this.#count * sizes.outputs);
    const parts = memory.floats(room.answers, 4 * answers.length);
    for (let k = 0, at = 0; k < answers.length; k++, at += 4) {
      answers[k] = parts[at] + parts[at + 1] + (parts[at + 2] + parts[at + 3]);
    }
    return answers;
  }

  #table(address: number, rows: number): Float32Array {
    const { tiles } = this.#memory;
    return this.#memory.floats(address, tiles * rows * tileUnits);
  }

  #setUnits(address: number, values: ArrayLike<number>): void {
    this.#memory.floats(address, this.#memory.sizes.units).set(values);
  }
}
