import { mersenne } from "pure-rand/generator/mersenne";

/** Draws `count` whole numbers from 0 to `below` − 1. */
export type RandomIntegers = (below: number, count: number) => Int32Array;

/**
 * The stream of `np.random.RandomState(seed)`, drawn from by `randint(below, size=count)`: words of
 * the Mersenne twister, cut to as many bits as below − 1 has; what is still too large is left out.
 *
 * Unlike a `NumpyRandom`, of which only the last may draw, it stands by itself.
 */
export function randomIntegers(seed: number): RandomIntegers {
  const twister = mersenne(seed);
  return (below, count) => {
    const most = below - 1;
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    return new Int32Array(count).map(() => {
      if (most === 0) return 0;
      for (;;) {
        const drawn = twister.next() & mask;
        if (drawn <= most) return drawn;
      }
    });
  };
}
