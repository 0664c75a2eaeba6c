import { assert, assertEquals, assertThrows } from "@std/assert";
import * as v from "valibot";
import { mnistClassificationSettings } from "../../../../lib/experiments/mnist_classification/settings.ts";

const read = (settings: unknown) =>
  v.parse(mnistClassificationSettings, settings);

Deno.test("mnistClassificationSettings are the published ones by default", () => {
  const { epochs, examples, evaluateEvery, eta, decay } = read({});
  assertEquals(
    { epochs, examples, evaluateEvery, eta, decay },
    {
      epochs: 15,
      examples: 60000,
      evaluateEvery: 1000,
      eta: 1e-3,
      decay: 1e-6,
    },
  );
});

Deno.test("mnistClassificationSettings describe every key", () => {
  for (
    const [key, { wrapped }] of Object.entries(
      mnistClassificationSettings.entries,
    )
  ) {
    assert(v.getDescription(wrapped), key);
  }
});

Deno.test("mnistClassificationSettings refuse what cannot be run", () => {
  for (
    const settings of [
      { epochs: 0 },
      { epochs: 1.5 },
      { examples: 60001 },
      { evaluateEvery: 0 },
      { block: 0 },
      { eta: -1 },
      { eta: Infinity },
      { decay: 1.1 },
      { decay: NaN },
      { trainErrorEvery: "sometimes" },
      { firstLayer: "wasm" },
      { epochs: "2" },
      { batches: 1 },
    ]
  ) {
    assertThrows(() => read(settings), v.ValiError);
  }
});
