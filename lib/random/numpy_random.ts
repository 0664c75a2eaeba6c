/**
 * NumPy's legacy random numbers: the Mersenne twister of `np.random.seed`, and
 * the same uniform, normal and permuted numbers in the same order of draws.
 * The one door to the random part of numpy-ts.
 */
import { random } from "numpy-ts";

/** Where a generator stands, as arrays to be handed on from one node to another. */
export type RandomState = {
  /** the 624 words of the Mersenne twister */
  random_words: Uint32Array;
  /** how many of them are used up: one number */
  random_position: Int32Array;
};

const words = 624;

/** numpy-ts keeps one generator for all; this is the one that may draw. */
let live: NumpyRandom | null = null;

/**
 * A stream of random numbers. Only the generator made last may draw: an older
 * one throws, since its stream would no longer be its own.
 */
export class NumpyRandom {
  /** whether numpy-ts holds the second normal number of a pair, which comes next */
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
  static fromState(
    { random_words, random_position: [position] }: RandomState,
  ): NumpyRandom {
    if (
      random_words.length !== words || !(position >= 0 && position <= words)
    ) {
      throw new RangeError(
        `Cannot restore random numbers: wanted ${words} words and a position up to ${words}, received ${random_words.length} and ${position}`,
      );
    }
    const generator = new NumpyRandom(0); // which also drops half a pair
    random.set_state({ mt: [...random_words], mti: position });
    return generator;
  }

  /**
   * Where the stream stands; drawing may go on.
   *
   * @throws {Error} in the middle of a pair of normal numbers.
   */
  state(): RandomState {
    this.#requireLive();
    if (this.#halfPairDrawn) {
      throw new Error(
        "Internal error: a random state would lose half a pair of normal numbers",
      );
    }
    const { mt, mti } = random.get_state();
    return {
      random_words: Uint32Array.from(mt),
      random_position: Int32Array.of(mti),
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
    // the polar method makes two numbers at a time
    if (count % 2) this.#halfPairDrawn = !this.#halfPairDrawn;
    return take(random.standard_normal(count));
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
