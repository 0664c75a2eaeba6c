/** Random loops for property tests: contracting, square and expanding layers. */
import fc from "fast-check";
import type { Loop } from "../../../lib/feedback/stability.ts";
import { matrices } from "../linalg/arbitrary.ts";

const size = fc.integer({ min: 1, max: 5 });

export const loops: fc.Arbitrary<Loop> = fc.tuple(size, size)
  .chain(([out, n]) =>
    fc.record({
      W: matrices(out, n),
      B: matrices(n, out),
      leak: fc.constantFrom(0, 0.001, 0.01, 0.5, 3),
    })
  );
