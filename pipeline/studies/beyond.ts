/** The experiments beyond the paper: what its readers would ask next. The paper's own stand in `experiments.ts`. */
import * as coderModels from "../../lib/experiments/mnist_autoencoder/models.ts";
import * as coder from "../../lib/experiments/mnist_autoencoder/settings.ts";
import * as classifierModels from "../../lib/experiments/mnist_classification/models.ts";
import * as classifier from "../../lib/experiments/mnist_classification/settings.ts";
import { defaultModels } from "../../lib/experiments/mnist_models.ts";
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
  {
    name: "fashion-classification",
    title: "Fashion-MNIST classification",
    program: "mnist_classification",
    settings: withDefaults(classifier.mnistClassificationSettings, {
      epochs: 2,
    }),
    initialiseSettings: classifier.initialiseSettings,
    models: classifierModels.mnistClassificationModels,
    choices: classifierModels.mnistClassificationChoices,
    defaultModels,
    mnist: true,
    images: "fashion-mnist",
  },
  {
    name: "fashion-autoencoder",
    title: "Fashion-MNIST autoencoder, small random weights",
    program: "mnist_autoencoder",
    settings: withDefaults(coder.normalAutoencoderSettings, {
      ...{ epochs: 2, batches: 1200, evaluateEvery: 20 },
    }),
    initialiseSettings: coder.initialiseSettings,
    models: coderModels.mnistAutoencoderModels,
    choices: coderModels.mnistAutoencoderChoices,
    defaultModels,
    mnist: true,
    images: "fashion-mnist",
    leaves: ["digits.npz"],
  },
];
