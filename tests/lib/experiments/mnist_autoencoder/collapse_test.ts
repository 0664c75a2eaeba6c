import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  collapseOf,
  errorOfMeanImage,
} from "../../../../lib/experiments/mnist_autoencoder/collapse.ts";

/** When errors, measured every 100 batches, collapse to a mean image of error 1. */
function collapse(...errors: number[]) {
  const iteration = Float64Array.from(errors, (_, k) => 100 * (k + 1));
  return collapseOf({ iteration, value: Float64Array.from(errors) }, 1);
}

const times = (count: number, error: number) => Array(count).fill(error);

Deno.test("collapseOf() finds where a model that had learned is at the mean image's error for ten measurements", () => {
  assertEquals(collapse(1, .95, .8123, .85, ...times(10, 1)), {
    iteration: 500,
    event: "collapsed",
    detail:
      "the test error, 0.812 at its least, rose to the mean image's, 1.00, and stayed there for 10 measurements",
  });
  // within a hundredth, or far above
  assertEquals(collapse(.5, ...times(10, .991))?.iteration, 200);
  assertEquals(collapse(.5, ...times(20, 30))?.iteration, 200);
  // what comes after is of no account, and an earlier return neither
  const back = [.5, ...times(9, 1), .7, .98, ...times(12, 1), .6];
  assertEquals(collapse(...back)?.iteration, 1300);
});

Deno.test("collapseOf() finds none of a model that never learned, came back, or was measured too seldom after", () => {
  assertEquals(collapse(), undefined);
  // backpropagation from small weights stays at the mean image's error
  assertEquals(collapse(...times(30, 1), ...times(30, .92)), undefined);
  assertEquals(collapse(...times(30, 1), ...times(30, .91), 1.2), undefined);
  assertEquals(collapse(...times(20, .91), ...times(20, 1)), undefined);
  assertEquals(collapse(...times(20, 1), ...times(20, .1)), undefined);
  assertEquals(collapse(.5, ...times(9, 1)), undefined);
  assertEquals(collapse(.5, ...times(9, 1), .98), undefined);
  assertEquals(collapse(.5, ...times(30, .98)), undefined);
});

Deno.test("errorOfMeanImage() measures the mean of some images as the answer to others", () => {
  const image = (first: number, rest: number) => [
    first,
    ...Array(783).fill(rest),
  ];
  const learned = Uint8Array.from([...image(0, 10), ...image(51, 10)]);
  const others = Uint8Array.from([...image(0, 10), ...image(255, 61)]);
  const errors = [25.5, 0, 229.5, 51].map((e) => (e / 255) ** 2);
  const sum = errors[0] + errors[2] + 783 * errors[3];
  assertAlmostEquals(errorOfMeanImage(learned, others), sum / 1568, 1e-15);
});
