import { assert, assertEquals } from "@std/assert";
import { matrix, transpose } from "../../../lib/linalg/matrix.ts";
import { product } from "../../../lib/linalg/product.ts";
import { keptGram, keptLoop } from "../../../lib/network/kept_product.ts";
import { SmallLayer } from "../../../lib/network/small_layer.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { numbers } from "./numbers.ts";

const out = 4, n = 30;
const rates = { eta: 0.02, decay: 1e-3 };
const start = { W: matrix(out, n, numbers(out * n)), b: numbers(out, 1) };
const B = matrix(n, out, numbers(n * out, 2));

const kinds = {
  keptLoop: {
    make: () => keptLoop(B, rates),
    plain: (layer: SmallLayer) => product(layer.W, B),
  },
  keptGram: {
    make: () => keptGram(out, rates),
    plain: (layer: SmallLayer) => product(layer.W, transpose(layer.W)),
  },
};

for (const [name, { make, plain }] of Object.entries(kinds)) {
  /** A layer that has learned `count` examples, and the product it keeps. */
  const learned = (count: number) => {
    const kept = make();
    const layer = new SmallLayer({ ...start, ...rates, kept });
    layer.renew();
    const δ = new Float64Array(out);
    for (let k = 0; k < count; k++) {
      const h = numbers(n, 10 + k);
      layer.activate(h, δ);
      layer.learn(h, δ.map((a) => Math.cos(3 * a)));
    }
    return { kept, layer };
  };

  Deno.test(`${name}() follows its weights through 500 examples`, () => {
    const { kept, layer } = learned(500);
    const wanted = plain(layer).data;
    const before = plain(new SmallLayer({ ...start, ...rates })).data;
    assert(wanted.every((value, k) => Math.abs(value - before[k]) > 1e-3));
    assertClose(kept.value.data, wanted, 1e-12);
  });

  Deno.test(`${name}() renewed is the plain product, digit for digit`, () => {
    const { kept, layer } = learned(20);
    layer.renew();
    assertEquals(kept.value, plain(layer));
  });
}
