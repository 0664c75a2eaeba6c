import { assert, assertEquals, assertThrows } from "@std/assert";
import * as v from "valibot";
import {
  normalAutoencoderSettings,
  orthogonalAutoencoderSettings,
} from "../../../../lib/experiments/mnist_autoencoder/settings.ts";

Deno.test("the settings of the autoencoders are the published ones by default", () => {
  const published = {
    epochs: 20,
    examples: 60000,
    batchSize: 100,
    batches: 12000,
    evaluateEvery: 10,
    trainErrorEvery: "epoch",
    eta: 1e-6,
    decay: 1e-10,
  };
  assertEquals(v.parse(normalAutoencoderSettings, {}), {
    weights: "normal",
    ...published,
  });
  assertEquals(v.parse(orthogonalAutoencoderSettings, {}), {
    weights: "orthogonal",
    ...published,
  });
});

Deno.test("the settings of the autoencoders describe every key", () => {
  for (
    const [key, { wrapped }] of Object.entries(
      normalAutoencoderSettings.entries,
    )
  ) {
    assert(v.getDescription(wrapped), key);
  }
});

Deno.test("the settings of the autoencoders refuse what cannot be run", () => {
  for (
    const settings of [
      { epochs: 0 },
      { examples: 60001 },
      { batches: 1.5 },
      { batchSize: 0 },
      { eta: -1 },
      { eta: Infinity },
      { decay: 2 },
      { trainErrorEvery: "sometimes" },
      { weights: "large" },
      { block: 64 },
    ]
  ) {
    assertThrows(
      () => v.parse(normalAutoencoderSettings, settings),
      v.ValiError,
    );
  }
});
