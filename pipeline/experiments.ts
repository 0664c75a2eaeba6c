/** The experiments of the paper, and where each is computed. */
import {
  initialiseSettings as linearInitialiseSettings,
  linearRegressionSettings,
  normalisedLinearRegressionSettings,
} from "../lib/experiments/linear_regression/settings.ts";
import { linearRegressionModels } from "../lib/experiments/linear_regression/models.ts";
import {
  initialiseSettings as autoencoderInitialiseSettings,
  normalAutoencoderSettings,
  orthogonalAutoencoderSettings,
} from "../lib/experiments/mnist_autoencoder/settings.ts";
import { mnistAutoencoderModels } from "../lib/experiments/mnist_autoencoder/models.ts";
import {
  initialiseSettings as classificationInitialiseSettings,
  mnistClassificationSettings,
} from "../lib/experiments/mnist_classification/settings.ts";
import { mnistClassificationModels } from "../lib/experiments/mnist_classification/models.ts";
import { defaultModels } from "../lib/experiments/mnist_models.ts";
import {
  initialiseSettings as nonlinearInitialiseSettings,
  nonlinearRegressionSettings,
} from "../lib/experiments/nonlinear_regression/settings.ts";
import { nonlinearRegressionModels } from "../lib/experiments/nonlinear_regression/models.ts";
import type { Model } from "../lib/experiments/experiment.ts";
import type { SettingsSchema } from "./settings.ts";

/** What the pipeline needs to know of an experiment. */
export interface Experiment {
  name: string;
  title: string;
  /** the folder of `lib/experiments/` whose `initialise.ts` and `train.ts` its nodes run */
  program: string;
  settings: SettingsSchema;
  /** the settings that its `initialise` node reads; its `train` nodes read all */
  initialiseSettings: readonly string[];
  /** every model it knows, in the order of figures and tables */
  models: readonly Model[];
  /** the names of those that are trained unless others are asked for; all if not given */
  defaultModels?: readonly string[];
  /** whether it learns from MNIST */
  mnist: boolean;
  /** what its `train` nodes leave besides what all do */
  leaves?: readonly string[];
  /** what computes its tensors; null for float64 without tensorflow.js */
  backend: string | null;
}

export const experiments: readonly Experiment[] = [
  {
    name: "linear-regression",
    title: "Linear regression",
    program: "linear_regression",
    settings: linearRegressionSettings,
    initialiseSettings: linearInitialiseSettings,
    models: linearRegressionModels,
    mnist: false,
    backend: null,
  },
  {
    name: "linear-regression-normalised",
    title: "Linear regression, normalised updates",
    program: "linear_regression",
    settings: normalisedLinearRegressionSettings,
    initialiseSettings: linearInitialiseSettings,
    models: linearRegressionModels,
    mnist: false,
    backend: null,
  },
  {
    name: "nonlinear-regression",
    title: "Nonlinear regression",
    program: "nonlinear_regression",
    settings: nonlinearRegressionSettings,
    initialiseSettings: nonlinearInitialiseSettings,
    models: nonlinearRegressionModels,
    mnist: false,
    backend: null,
  },
  {
    name: "mnist-classification",
    title: "MNIST classification",
    program: "mnist_classification",
    settings: mnistClassificationSettings,
    initialiseSettings: classificationInitialiseSettings,
    models: mnistClassificationModels,
    defaultModels: defaultModels,
    mnist: true,
    backend: "wasm",
  },
  autoencoder(
    "normal",
    "MNIST autoencoder, small random weights",
    normalAutoencoderSettings,
  ),
  autoencoder(
    "orthogonal",
    "MNIST autoencoder, orthogonal weights",
    orthogonalAutoencoderSettings,
  ),
];

function autoencoder(
  weights: string,
  title: string,
  settings: SettingsSchema,
): Experiment {
  return {
    name: `mnist-autoencoder-${weights}`,
    title,
    program: "mnist_autoencoder",
    settings,
    initialiseSettings: autoencoderInitialiseSettings,
    models: mnistAutoencoderModels,
    defaultModels: defaultModels,
    mnist: true,
    leaves: ["digits.npz"],
    backend: "wasm",
  };
}
