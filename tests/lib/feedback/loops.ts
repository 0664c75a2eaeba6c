/** Random loops for property tests, contracting, square and expanding, and their spectra. */
import fc from "fast-check";
import {
  type Loop,
  loopMatrix,
  loopSlope,
} from "../../../lib/feedback/stability.ts";
import type { SingleLoop } from "../../../lib/feedback/single_loop.ts";
import { eigenpairs } from "../../../lib/linalg/decompositions.ts";
import { matrices } from "../linalg/arbitrary.ts";

const size = fc.integer({ min: 1, max: 5 });
const smallSize = fc.integer({ min: 1, max: 4 });

export const loops: fc.Arbitrary<Loop> = fc.tuple(size, size)
  .chain(([out, n]) =>
    fc.record({
      W: matrices(out, n),
      B: matrices(n, out),
      leak: fc.constantFrom(0, 0.001, 0.01, 0.5, 3),
    })
  );

/** The loops of single-loop inversion. */
export const singleLoops: fc.Arbitrary<SingleLoop> = fc
  .tuple(smallSize, smallSize, smallSize)
  .chain(([x, y, z]) =>
    fc.record({
      W1: matrices(y, x),
      W2: matrices(z, y),
      B: matrices(x, z),
      leak: fc.constantFrom(0, 0.001, 0.01, 0.5),
    })
  );

/** The abscissa that a descent looks at. */
export function spectralAbscissa(loop: Loop): number {
  return loopSlope(loop, 0)(loop.B).abscissa;
}

/** The same from all eigenvalues of the whole matrix: plain and slow, an oracle. */
export function spectralAbscissaInFull({ W, ...loop }: Loop): number {
  return Math.max(...eigenpairs(loopMatrix([W], loop)).real);
}

export function singleLoopMatrix({ W1, W2, ...loop }: SingleLoop) {
  return loopMatrix([W1, W2], loop);
}
