import { assertEquals } from "@std/assert";
import { matrix } from "../../../lib/linalg/matrix.ts";
import {
  densePixelLayer,
  imageColumns,
  type PixelLayer,
  sparsePixelLayer,
} from "../../../lib/network/pixel_layer.ts";
import { assertClose } from "../linalg/assert_close.ts";
import { wasm } from "./backends.ts";
import { numbers } from "./numbers.ts";

Deno.test("imageColumns() makes a column of each image, ink 1", () => {
  assertEquals(
    [...imageColumns(Uint8Array.of(0, 255, 51, 0, 102, 255), 3)],
    [0, 0, 1, 102 / 255, 51 / 255, 1].map(Math.fround),
  );
});

Deno.test("sparsePixelLayer() does what densePixelLayer() does with the same images", async () => {
  const V = matrix(40, 784, numbers(40 * 784, 6).map((w) => w / 20));
  const weights = { V, s: 1, b: numbers(40, 7), eta: 0.01, decay: 0.4 };
  const layers: PixelLayer[] = [
    sparsePixelLayer(weights),
    densePixelLayer(wasm, weights),
  ];
  const pixels = Uint8Array.from(
    numbers(784 * 9, 8),
    (x) => x > 0.5 ? 255 * x : 0,
  );
  const E = Float32Array.from(numbers(40 * 9, 9));
  const results = [];
  for (const layer of layers) {
    const activities: Float32Array[] = [];
    for (let k = 0; k < 3; k++) {
      activities.push(await layer.activate(pixels));
      await layer.learn(E);
    }
    const { V, s, b } = layer.weights();
    results.push({ activities, W: V.data.map((v) => s * v), b });
  }
  const [sparse, dense] = results;
  sparse.activities.forEach((h, k) =>
    assertClose(h, dense.activities[k], 3e-6)
  );
  assertClose(sparse.W, dense.W, 1e-6);
  assertEquals(sparse.b, dense.b);
});
