import { assertEquals, assertThrows } from "@std/assert";
import { encodeArrays } from "../../../lib/io/arrays.ts";
import {
  curvesOf,
  decodeCurves,
  encodeCurves,
} from "../../../lib/statistics/curves.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import { runOf } from "./runs.ts";

const runs = [
  runOf("BP", 0, { error: [1, .1], angle_ndi_1: [10, 20] }),
  runOf("BP", 1, { error: [1, .001], angle_ndi_1: [20, 40] }),
  runOf("FA", 0, { error: [2] }),
];

Deno.test("curvesOf() averages errors geometrically and angles arithmetically", () => {
  const { BP } = curvesOf(runs, ["BP", "FA"]);
  assertEquals([...BP.angle_ndi_1.mean], [15, 30]);
  assertEquals(
    BP.error.mean[1],
    estimate([.1, .001], { averaging: "geometric" }).mean,
  );
});

Deno.test("decodeCurves() gives back what encodeCurves() was given, a model without curves left out", () => {
  const curves = curvesOf(runs, ["BP", "FA"]);
  assertEquals(decodeCurves(encodeCurves(curves)), curves);
  assertEquals(decodeCurves(encodeCurves({ BP: {} })), {});
});

Deno.test("decodeCurves() says what is missing", () => {
  const one = { shape: [1], data: Float64Array.of(1) };
  const bytes = encodeArrays({
    "BP/error/iteration": one,
    "BP/error/mean": one,
  });
  assertThrows(
    () => decodeCurves(bytes),
    SyntaxError,
    "Cannot read curves: BP/error has no low",
  );
});
