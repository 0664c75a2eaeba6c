import { assertAlmostEquals, assertEquals } from "@std/assert";
import { byteGram } from "../../../lib/network/byte_gram.ts";

Deno.test("byteGram() gives the products of scaled inputs at and below the diagonal, and 0 above", () => {
  const rows = [[0, 255, 3], [0, 0, 0], [17, 200, 255]];
  const scale = { mean: 33.3, deviation: 78.6 };
  const dot = (x: number[], y: number[]) =>
    x.reduce((sum, value, j) => sum + value * y[j], 0);
  const products = Int32Array.from(
    rows.flatMap((p) => rows.map((q) => dot(p, q))),
  );
  const totals = Int32Array.from(rows, (p) => dot(p, [1, 1, 1]));
  const gram = byteGram(products, totals, { ...scale, n: 3 });
  const inputs = rows.map((p) =>
    p.map((p) => (p - scale.mean) / scale.deviation)
  );
  for (let t = 0; t < 3; t++) {
    for (let s = 0; s <= t; s++) {
      assertAlmostEquals(gram[3 * t + s], dot(inputs[t], inputs[s]), 1e-13);
    }
  }
  assertEquals([gram[1], gram[2], gram[5]], [0, 0, 0]);
});
