import { assert, assertEquals } from "@std/assert";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { SmallLayer } from "../../../lib/network/small_layer.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { numbers } from "../network/numbers.ts";
import { incrementalProduct } from "../../../lib/rules/incremental_product.ts";

const out = 4, n = 30;
const rates = { eta: 0.02, decay: 1e-3 };
const start = { W: matrix(out, n, numbers(out * n)), b: numbers(out, 1) };
const B = matrix(n, out, numbers(n * out, 2));

const kinds = {
  "W B": {
    make: () => incrementalProduct(B, out, rates),
    plain: (layer: SmallLayer) => product(layer.W, B),
  },
  "W Wᵀ": {
    make: () => incrementalProduct("transposed weights", out, rates),
    plain: (layer: SmallLayer) => product(layer.W, transpose(layer.W)),
  },
};

for (const [name, { make, plain }] of Object.entries(kinds)) {
  /** A layer that has learned `count` examples, and its product. */
  const learned = (count: number) => {
    const incremental = make();
    const layer = new SmallLayer({ ...start, ...rates });
    incremental.renew(layer.W);
    const a = new Float64Array(out);
    for (let k = 0; k < count; k++) {
      const h = numbers(n, 10 + k);
      layer.activate(h, a);
      const δ = a.map((x) => Math.cos(3 * x));
      incremental.update({ h, Wh: layer.Wh, δ });
      layer.learn(h, δ);
    }
    return { incremental, layer };
  };

  Deno.test(`incrementalProduct() of ${name} follows its weights through 500 examples`, () => {
    const { incremental, layer } = learned(500);
    const wanted = plain(layer).data;
    const before = plain(new SmallLayer({ ...start, ...rates })).data;
    assert(wanted.every((value, k) => Math.abs(value - before[k]) > 1e-3));
    assertClose(incremental.value.data, wanted, 1e-12);
  });

  Deno.test(`incrementalProduct() of ${name}, renewed, is the plain product, digit for digit`, () => {
    const { incremental, layer } = learned(20);
    incremental.renew(layer.W);
    assertEquals(incremental.value, plain(layer));
  });
}
