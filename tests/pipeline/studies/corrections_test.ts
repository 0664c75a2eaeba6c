import { assert, assertEquals } from "@std/assert";
import { readAssignment } from "../../../pipeline/studies/change.ts";
import {
  corrections,
  correctionsOf,
} from "../../../pipeline/studies/corrections.ts";
import { experiments } from "../../../pipeline/studies/experiments.ts";
import { publishedSettings } from "../../../pipeline/studies/settings.ts";

const extent = "how much is learned or measured";
const value = "a value of the paper, and no quirk";
const descent = "how far a descent goes, and no quirk";

/** Settings that correct nothing, and why; those of MNIST are told once for its three experiments. */
const leftOut: Record<string, Record<string, string>> = {
  "linear-regression": {
    iterations: extent,
    evaluateEvery: extent,
    eta: value,
    clip: value,
    normaliseUpdates: "what makes the other linear regression",
    optimisationRate: descent,
    optimisationMinimumSteps: descent,
    optimisationMaximumSteps: descent,
    optimisationTarget: descent,
    repairAttempts: "the published code fails at once",
    initialAttempts: "the published code never gives up",
  },
  "nonlinear-regression": {
    iterations: extent,
    evaluateEvery: extent,
    eta: value,
    clip: value,
    optimisationRate: descent,
    optimisationMinimumSteps: descent,
    optimisationMaximumSteps: descent,
    optimisationTarget: descent,
    optimisationSmoothing:
      "its descent takes longer than all other corrections; the linear regression tells the effect",
    repairAttempts: "the published code fails at once",
    initialAttempts: "the published code never gives up",
  },
  "mnist-classification": {
    epochs: extent,
    examples: extent,
    evaluateEvery: extent,
    trainErrorEvery: extent,
    eta: value,
    decay: value,
    firstLayer: "two ways to compute the same",
    block: "changes rounding only",
  },
  "mnist-autoencoder-normal": {
    weights: "what makes the other autoencoder",
    epochs: extent,
    examples: extent,
    batchSize: value,
    batches: extent,
    evaluateEvery: extent,
    trainErrorEvery: extent,
    eta: value,
    decay: value,
  },
};

Deno.test("every correction sets what its experiments have, to what is allowed and not published", () => {
  for (const { id, experiments: names, set } of corrections) {
    assert(names.length > 0, id);
    for (const name of names) {
      const experiment = experiments.find((each) => each.name === name)!;
      const published = publishedSettings(experiment);
      for (const [key, value] of Object.entries(set)) {
        const text = `${name}.${key}=${value}`;
        assertEquals(readAssignment(text).value, value, text);
        assert(published[key] !== value, text);
      }
    }
  }
});

Deno.test("every correction concerns models that its experiments train", () => {
  for (const { id, experiments: names, models } of corrections) {
    for (const name of names) {
      const experiment = experiments.find((each) => each.name === name)!;
      const trained = experiment.defaultModels ??
        experiment.models.map(({ name }) => name);
      for (const model of models) {
        assert(trained.includes(model), `${id} ${model}`);
      }
    }
  }
});

Deno.test("every correction has a name of its own, and no experiment has it", () => {
  const names = [
    ...corrections.map(({ id }) => id),
    ...experiments.map(({ name }) => name),
  ];
  assertEquals(new Set(names).size, names.length);
  for (const { id } of corrections) assert(/^[a-z0-9-]+$/.test(id), id);
});

Deno.test("every setting of an experiment is corrected, or is said not to be a quirk", () => {
  for (const [name, reasons] of Object.entries(leftOut)) {
    const experiment = experiments.find((each) => each.name === name)!;
    const corrected = correctionsOf(name).flatMap(({ set }) =>
      Object.keys(set)
    );
    assertEquals(
      [...new Set([...corrected, ...Object.keys(reasons)])].sort(),
      Object.keys(experiment.settings.entries).sort(),
    );
    assertEquals(
      Object.keys(reasons).filter((key) => corrected.includes(key)),
      [],
    );
  }
});

Deno.test("the experiments that are not corrected have the settings of one that is spoken of", () => {
  const keysOf = (name: string) =>
    Object.keys(
      experiments.find((each) => each.name === name)!.settings.entries,
    ).sort();
  for (const { name, program } of experiments) {
    if (name in leftOut) continue;
    const twin = experiments.find((each) =>
      each.program === program && each.name in leftOut
    );
    // one that is not the paper's has no quirks of the published code
    if (twin) assertEquals(keysOf(name), keysOf(twin.name));
    assertEquals(correctionsOf(name), []);
  }
});
