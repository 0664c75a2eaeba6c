import { assertEquals } from "@std/assert";
import golden from "../../../golden/mnist-classification-2000.seed-0.json" with {
  type: "json",
};
import {
  mnistClassificationModels,
  publishedModels,
} from "../../../../lib/experiments/mnist_classification/models.ts";

Deno.test("publishedModels are those of mnist_classification.py, in its order", () => {
  const { model_name, model_type, fback_type, leak_vals } = golden.parameters;
  const kinds: Record<string, string> = {
    "n/a": "none",
    "random": "random",
    "neg-transpose": "transpose",
  };
  assertEquals(publishedModels.map(({ name }) => name as string), model_name);
  assertEquals(publishedModels.map(({ rule }) => rule as string), model_type);
  assertEquals(
    publishedModels.map(({ feedback }) => feedback.kind as string),
    fback_type.map((type) => kinds[type]),
  );
  assertEquals(publishedModels.map(({ leak }) => leak), leak_vals);
});

Deno.test("mnistClassificationModels are published models", () => {
  for (const model of mnistClassificationModels) {
    assertEquals(publishedModels.includes(model), true, model.name);
  }
});
