import { assertEquals } from "@std/assert";
import { mnistAutoencoderModels } from "../../../../lib/experiments/mnist_autoencoder/models.ts";
import { defaultModels } from "../../../../lib/experiments/mnist_models.ts";
import { rules } from "../../../../lib/rules/mod.ts";

Deno.test("the models of the autoencoder are the published ones; dynamic inversion on request", () => {
  assertEquals(defaultModels, ["BP", "FA", "PBP", "NDI", "NDI-2"]);
  assertEquals(
    mnistAutoencoderModels.map(({ name, leak }) => `${name} ${leak}`),
    ["BP 0", "FA 0", "PBP 0", "NDI 0", "NDI-2 0.01", "DI 0.01"],
  );
});

Deno.test("every model of the autoencoder has a rule for batches", () => {
  for (const { rule, name } of mnistAutoencoderModels) {
    assertEquals(Object.hasOwn(rules, rule), true, name);
  }
});
