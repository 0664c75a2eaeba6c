/** The experiments beyond the paper: what its readers would ask next. The paper's own stand in `experiments.ts`. */
import * as classifierModels from "../../lib/experiments/mnist_classification/models.ts";
import * as classifier from "../../lib/experiments/mnist_classification/settings.ts";
import type { Experiment } from "./experiment.ts";
import { withDefaults } from "./settings.ts";

export const beyond: readonly Experiment[] = [
  {
    name: "mnist-dynamic-inversion",
    title: "Dynamic inversion on MNIST",
    program: "mnist_classification",
    settings: withDefaults(classifier.mnistClassificationSettings, {
      ...{ epochs: 1, examples: 10_000, evaluateEvery: 500 },
      trainErrorEvery: "never",
    }),
    initialiseSettings: classifier.initialiseSettings,
    models: classifierModels.mnistClassificationModels,
    choices: classifierModels.mnistClassificationChoices,
    defaultModels: ["BP", "FA", "NDI-2", "DI", "DI-tanh", "SDI"],
    mnist: true,
  },
];
