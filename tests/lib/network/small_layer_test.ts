import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { SmallLayer } from "../../../lib/network/small_layer.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

const W = matrixFromRows([[1, 2, 3], [4, 5, 6]]);
const b = Float64Array.of(10, 20);
const rates = { eta: 0.5, decay: 0.1 };

Deno.test("SmallLayer.activate() is W h + b", () => {
  const a = new Float64Array(2);
  new SmallLayer({ W, b, ...rates }).activate(Float64Array.of(1, 0, -1), a);
  assertEquals([...a], [8, 18]);
});

Deno.test("SmallLayer.learn() is W ← (1 − decay) W + eta δ hᵀ, and the same for b", () => {
  const layer = new SmallLayer({ W, b, ...rates });
  layer.learn(Float64Array.of(1, 0, -1), Float64Array.of(2, -4));
  const wanted = [1.9, 1.8, 1.7, 1.6, 4.5, 7.4];
  layer.W.data.forEach((w, i) => assertAlmostEquals(w, wanted[i], 1e-12));
  assertAlmostEquals(layer.b[0], 10, 1e-12);
  assertAlmostEquals(layer.b[1], 16, 1e-12);
});

Deno.test("SmallLayer.learn() leaves the weights it was given as they are", () => {
  new SmallLayer({ W, b, ...rates })
    .learn(Float64Array.of(1, 1, 1), Float64Array.of(1, 1));
  assertEquals([...W.data], [1, 2, 3, 4, 5, 6]);
  assertEquals([...b], [10, 20]);
});

Deno.test("SmallLayer.learn() refuses an error of another length", () => {
  const layer = new SmallLayer({ W, b, ...rates });
  assertThrows(
    () => layer.learn(new Float64Array(3), new Float64Array(3)),
    RangeError,
    "wanted 2 numbers, received 3",
  );
});
