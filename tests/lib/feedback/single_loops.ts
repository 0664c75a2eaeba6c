/** Random loops of single-loop inversion for property tests. */
import fc from "fast-check";
import type { SingleLoop } from "../../../lib/feedback/single_loop_matrix.ts";
import { matrices } from "../linalg/arbitrary.ts";

const size = fc.integer({ min: 1, max: 4 });

export const singleLoops: fc.Arbitrary<SingleLoop> = fc.tuple(size, size, size)
  .chain(([x, y, z]) =>
    fc.record({
      W1: matrices(y, x),
      W2: matrices(z, y),
      B: matrices(x, z),
      leak: fc.constantFrom(0, 0.001, 0.01, 0.5),
    })
  );
