/**
 * NumPy's legacy random numbers: the Mersenne twister of `np.random.seed`, and
 * the same uniform, normal and permuted numbers in the same order of draws.
 * The one door to the random part of numpy-ts.
 */
import { random } from "numpy-ts";

/** Where a generator stands, to be handed on from one node to another. */
export interface RandomState {
  /** the 624 words of the Mersenne twister */
  mt: Uint32Array;
  /** how many of them are used up */
  position: number;
  /** the normal number made but not yet drawn, if there is one */
  carriedNormal: number | null;
}

const words = 624;

/** numpy-ts keeps one generator for all; this is the one that may draw. */
let live: NumpyRandom | null = null;

/**
 * A stream of random numbers. Only the generator made last may draw: an older
 * one throws, since its stream would no longer be its own.
 */
export class NumpyRandom {
  #carriedNormal: number | null = null;
  #halfPairDrawn = false;

  /**
   * Starts the stream of `np.random.seed(seed)`.
   *
   * @throws {RangeError} if the seed is not a whole number from 0 to 2³² − 1.
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
      throw new RangeError(
        `Cannot seed random numbers: wanted a whole number from 0 to 4294967295, received ${seed}`,
      );
    }
    random.seed(seed);
    live = this;
  }

  /**
   * Goes on where another generator stood.
   *
   * @throws {RangeError} if the state is not one of the Mersenne twister.
   */
  static fromState(state: RandomState): NumpyRandom {
    const { mt, position, carriedNormal } = state;
    if (mt.length !== words || !(position >= 0 && position <= words)) {
      throw new RangeError(
        `Cannot restore random numbers: wanted ${words} words and a position up to ${words}, received ${mt.length} and ${position}`,
      );
    }
    const generator = new NumpyRandom(0); // seeding also drops a carried normal
    random.set_state({ mt: [...mt], mti: position });
    generator.#carriedNormal = carriedNormal;
    return generator;
  }

  /** Where the stream stands; drawing may go on. */
  state(): RandomState {
    this.#requireLive();
    if (this.#halfPairDrawn) {
      // the carried number is inside numpy-ts: drawing it moves nothing else
      this.#carriedNormal = take(random.standard_normal(1))[0];
      this.#halfPairDrawn = false;
    }
    const { mt, mti } = random.get_state();
    return {
      mt: Uint32Array.from(mt),
      position: mti,
      carriedNormal: this.#carriedNormal,
    };
  }

  /** `np.random.uniform(low, high, count)`. */
  uniform(low: number, high: number, count: number): Float64Array {
    this.#requireLive();
    return take(random.uniform(low, high, count));
  }

  /** `np.random.normal(0, 1, count)`. */
  normal(count: number): Float64Array {
    this.#requireLive();
    const numbers = new Float64Array(count);
    const start = this.#carriedNormal !== null && count > 0 ? 1 : 0;
    if (start) {
      numbers[0] = this.#carriedNormal!;
      this.#carriedNormal = null;
    }
    if (count > start) {
      numbers.set(take(random.standard_normal(count - start)), start);
      // the polar method makes two numbers at a time
      if ((count - start) % 2) {
        this.#halfPairDrawn = !this.#halfPairDrawn;
      }
    }
    return numbers;
  }

  /** `np.random.permutation(count)`: 0 … count − 1 in random order. */
  permutation(count: number): Int32Array {
    this.#requireLive();
    return Int32Array.from(take(random.permutation(count)));
  }

  #requireLive(): void {
    if (live !== this) {
      throw new Error(
        "Internal error: a random generator draws after another one was made",
      );
    }
  }
}

/** The numbers of a numpy-ts array, whose memory is given back at once. */
function take(drawn: ReturnType<typeof random.uniform>): Float64Array {
  if (typeof drawn === "number") {
    throw new Error("Internal error: one number drawn where an array was due");
  }
  const numbers = Float64Array.from(drawn.data as Float64Array);
  drawn.dispose();
  return numbers;
}
