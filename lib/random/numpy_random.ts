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

/** numpy-ts keeps one generator for all; this is the one that may draw. */
let live: NumpyRandom | null = null;

/**
 * A stream of random numbers. Only the generator made last may draw: an older
 * one throws, since its stream would no longer be its own.
 */
export class NumpyRandom {
  /** whether numpy-ts holds the second normal number of a pair, which comes next */
  #halfPairDrawn = false;

  /** Starts the stream of `np.random.seed(seed)`, of a whole number below 2³². */
  constructor(seed: number) {
    random.seed(seed);
    live = this;
  }

  /** Goes on where another generator stood. */
  static fromState(
    { random_words, random_position: [mti] }: RandomState,
  ): NumpyRandom {
    const generator = new NumpyRandom(0); // which also drops half a pair
    random.set_state({ mt: [...random_words], mti });
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
    return this.#draw(() => random.uniform(low, high, count));
  }

  /** `np.random.normal(0, 1, count)`. */
  normal(count: number): Float64Array {
    // the polar method makes two numbers at a time
    if (count % 2) this.#halfPairDrawn = !this.#halfPairDrawn;
    return this.#draw(() => random.standard_normal(count));
  }

  /** `np.random.permutation(count)`: 0 … count − 1 in random order. */
  permutation(count: number): Int32Array {
    return Int32Array.from(this.#draw(() => random.permutation(count)));
  }

  /** The numbers of a numpy-ts array, whose memory is given back at once. */
  #draw(draw: () => ReturnType<typeof random.uniform>): Float64Array {
    this.#requireLive();
    const drawn = draw() as Exclude<ReturnType<typeof draw>, number>;
    const numbers = Float64Array.from(drawn.data as Float64Array);
    drawn.dispose();
    return numbers;
  }

  #requireLive(): void {
    if (live === this) return;
    throw new Error(
      "Internal error: a random generator draws after another one was made",
    );
  }
}
