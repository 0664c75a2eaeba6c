import fc from "fast-check";
import { transpose } from "../../../lib/linalg/matrix.ts";
import { apply, product } from "../../../lib/linalg/product.ts";
import { pseudobackpropagation } from "../../../lib/rules/pseudobackpropagation.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { layers } from "./passes.ts";
import { matrixFromRows } from "../linalg/matrix_from_rows.ts";

Deno.test("pseudobackpropagation moves the layer above by exactly its error", () => {
  fc.assert(fc.property(layers([5, 3], 1), (layer) => {
    layer.slope.fill(1);
    for (let i = 0; i < 3; i++) layer.W.data[6 * i] += 20; // of full rank
    pseudobackpropagation(layer.W)(layer);
    assertClose(apply(layer.W, layer.δ), layer.e, 1e-12);
  }));
});

Deno.test("pseudobackpropagation with W Wᵀ at hand is the same, of full rank or not", () => {
  for (const ranked of [true, false]) {
    fc.assert(fc.property(layers([5, 3], 1), (layer) => {
      const { W } = layer;
      if (ranked) { for (let i = 0; i < 3; i++) W.data[6 * i] += 20; }
      else W.data.copyWithin(10, 5, 10); // two equal rows
      pseudobackpropagation(W)(layer);
      const wanted = layer.δ.slice();
      const WWᵀ = product(W, transpose(W));
      pseudobackpropagation(W)({ ...layer, WWᵀ });
      const largest = Math.max(1, ...wanted.map(Math.abs));
      assertClose(layer.δ, wanted, 1e-9 * largest);
    }));
  }
});

Deno.test("pseudobackpropagation is W⁺ e ∘ φ′", () => {
  const W = matrixFromRows([[3, 4]]); // W⁺ = (3, 4)ᵀ / 25
  const layer = {
    W,
    B: matrixFromRows([[0], [0]]),
    slope: Float64Array.of(1, 0.5),
    e: Float64Array.of(50),
    δ: new Float64Array(2),
  };
  pseudobackpropagation(W)(layer);
  assertClose(layer.δ, [6, 4], 1e-14);
});
