/** Random networks after a forward pass, for the laws that rules obey. */
import fc from "fast-check";
import type { Matrix } from "../../../lib/linalg/matrix.ts";
import {
  createPass,
  type HiddenLayer,
  outputError,
  type Pass,
} from "../../../lib/rules/rule.ts";
import { matrices, vectors } from "../linalg/arbitrary.ts";

const slopes = (length: number) =>
  vectors(length).map((x) => x.map((r) => 1 / (1 + r * r)));

const scaled = (A: Matrix, c: number): Matrix => ({
  ...A,
  data: A.data.map((a) => c * a),
});

/** Networks of the given sizes, inputs first; `scale` bounds their weights by 4 × scale. */
export function passes(
  sizes: readonly number[],
  scale = 0.1,
): fc.Arbitrary<Pass> {
  const pairs = sizes.slice(1).map((rows, l) => [rows, sizes[l]] as const);
  const top = sizes[sizes.length - 1];
  return fc.record({
    W: fc.tuple(...pairs.map(([out, n]) => matrices(out, n))),
    B: fc.tuple(...pairs.map(([out, n]) => matrices(n, out))),
    endToEnd: matrices(sizes[1], top),
    slope: fc.tuple(...sizes.slice(1, -1).map(slopes)),
    e: vectors(top),
  }).map(({ W, B, endToEnd, slope, e }) => {
    const all = (M: Matrix[]) => M.map((A) => scaled(A, scale));
    const pass = createPass(all(W), all(B), scaled(endToEnd, scale));
    pass.hidden.forEach((layer, l) => layer.slope.set(slope[l]));
    outputError(pass).set(e);
    return pass;
  });
}

/** The one hidden layer of a network of three sizes. */
export function layers(
  [n, out]: readonly [number, number],
  scale?: number,
): fc.Arbitrary<HiddenLayer> {
  return passes([1, n, out], scale).map(({ hidden }) => hidden[0]);
}
