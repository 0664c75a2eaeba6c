/** Random loops for property tests, contracting, square and expanding, and their spectra. */
import fc from "fast-check";
import {
  type Loop,
  loopMatrix,
  loopSlope,
} from "../../../lib/feedback/stability.ts";
import { eigenpairs } from "../../../lib/linalg/eigenvectors.ts";
import type { Matrix } from "../../../lib/linalg/matrix.ts";
import { matrices } from "../linalg/arbitrary.ts";

const size = fc.integer({ min: 1, max: 5 });
const smallSize = fc.integer({ min: 1, max: 4 });

/** A loop through one layer of weights. */
export interface LayerLoop extends Omit<Loop, "W"> {
  W: Matrix;
}

/** It, as the library has it. */
export function asLoop({ W, ...rest }: LayerLoop): Loop {
  return { W: [W], ...rest };
}

export const loops: fc.Arbitrary<LayerLoop> = fc.tuple(size, size)
  .chain(([out, n]) =>
    fc.record({
      W: matrices(out, n),
      B: matrices(n, out),
      leak: fc.constantFrom(0, 0.001, 0.01, 0.5, 3),
    })
  );

/** The loops of single-loop inversion. */
export const singleLoops: fc.Arbitrary<Loop> = fc
  .tuple(smallSize, smallSize, smallSize)
  .chain(([x, y, z]) =>
    fc.record({
      W: fc.tuple(matrices(y, x), matrices(z, y)),
      B: matrices(x, z),
      leak: fc.constantFrom(0, 0.001, 0.01, 0.5),
    })
  );

/** The abscissa that a descent looks at. */
export function spectralAbscissa(loop: LayerLoop): number {
  return loopSlope(asLoop(loop), 0)(loop.B).abscissa;
}

/** The same from all eigenvalues of the whole matrix: plain and slow, an oracle. */
export function spectralAbscissaInFull(loop: Loop): number {
  return Math.max(...eigenpairs(loopMatrix(loop)).real);
}
