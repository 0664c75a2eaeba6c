/** The memory of `assembly/inked.ts`: where everything is, and how much there is of it. */
import { type Arithmetic, OwnKernels } from "./own_kernels.ts";
import { tileUnits } from "./tiles.ts";

const rowBytes = 4 * tileUnits;

/** The kernels, as `assembly/ink.ts` and `assembly/inked.ts` describe them. */
export interface InkedKernels {
  inkOfExamples(...addressesAndSizes: number[]): void;
  inkOfInputs(...addressesAndSizes: number[]): void;
  byteProducts(bytes: number, stride: number, count: number, at: number): void;
  multiplyInked(layer: number): void;
  activateInked(layer: number, t: number, scale: number): void;
  updateInked(layer: number, decay: number): void;
  sumInked(layer: number): void;
  answerInked(layer: number, scale: number): void;
}

/** The sizes of a layer, and of the one above it. */
export interface InkedSizes {
  units: number;
  inputs: number;
  outputs: number;
}

/** Addresses of what does not depend on the number of examples. */
interface Fixed {
  address: number;
  W: number;
  sums: number;
  bias: number;
  a: number;
  output: number;
  row: number;
}

/** Addresses of what there is for each example. */
interface Room {
  examples: number;
  bytes: number;
  totals: number;
  gram: number;
  A: number;
  D: number;
  places: number;
  weights: number;
  starts: number;
  offsets: number;
  values: number;
  inputStarts: number;
  inputOffsets: number;
  inputValues: number;
  answers: number;
}

const fieldCount = 21;

/** A layer's own memory; views of it are valid until more room is made. */
export class InkedMemory extends OwnKernels<InkedKernels> {
  readonly sizes: InkedSizes;
  readonly tiles: number;
  /** bytes from one example to the next, the filling zeros */
  readonly stride: number;
  readonly fixed: Fixed;
  #room: Room;

  constructor(sizes: InkedSizes, examples: number, arithmetic?: Arithmetic) {
    super(arithmetic);
    this.sizes = sizes;
    this.tiles = Math.ceil(sizes.units / tileUnits);
    this.stride = 8 * Math.ceil(sizes.inputs / 8);
    const rows = (count: number) => this.reserve(this.tiles * count * rowBytes);
    this.fixed = {
      address: this.reserve(4 * fieldCount),
      W: rows(sizes.inputs),
      sums: rows(1),
      bias: rows(1),
      a: rows(1),
      output: rows(sizes.outputs),
      row: this.reserve(rowBytes),
    };
    this.#room = this.#reserveRoom(examples);
  }

  get room(): Room {
    return this.#room;
  }

  /** Makes ready for `count` examples, with more room if there is too little. */
  prepare(count: number): void {
    if (count > this.#room.examples) this.#room = this.#reserveRoom(count);
    const { tiles, sizes: { inputs, outputs }, fixed, room } = this;
    this.integers(fixed.address, fieldCount).set([
      ...[tiles, inputs, outputs, count, fixed.W, fixed.sums, fixed.bias],
      ...[room.A, room.D, fixed.a, room.places, room.weights],
      ...[room.starts, room.offsets, room.values],
      ...[room.inputStarts, room.inputOffsets, room.inputValues],
      ...[fixed.output, room.answers, fixed.row],
    ]);
  }

  #reserveRoom(examples: number): Room {
    const { inputs, outputs } = this.sizes;
    const rows = (count: number) => this.reserve(this.tiles * count * rowBytes);
    const numbers = (count: number) => this.reserve(4 * count);
    const room = {
      examples,
      bytes: this.reserve(examples * this.stride),
      totals: numbers(examples),
      gram: numbers(examples * examples),
      A: rows(examples),
      D: rows(examples),
      places: numbers(examples),
      weights: numbers(examples),
      starts: numbers(examples + 1),
      offsets: numbers(examples * inputs),
      values: numbers(examples * inputs),
      inputStarts: numbers(inputs + 2),
      inputOffsets: numbers(examples * inputs),
      inputValues: numbers(examples * inputs),
      answers: numbers(4 * examples * outputs),
    };
    const places = this.integers(room.places, examples);
    for (let n = 0; n < examples; n++) places[n] = n * rowBytes;
    return room;
  }
}
