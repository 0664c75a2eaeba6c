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

const linearRegression: Experiment = {
  name: "linear-regression",
  title: "Linear regression",
  program: "linear_regression",
  settings: linearRegressionSettings,
  initialiseSettings: linearInitialiseSettings,
  models: linearRegressionModels,
  mnist: false,
  backend: null,
};

const autoencoder = {
  program: "mnist_autoencoder",
  initialiseSettings: autoencoderInitialiseSettings,
  models: mnistAutoencoderModels,
  defaultModels,
  mnist: true,
  leaves: ["digits.npz"],
  backend: "wasm",
};

export const experiments: readonly Experiment[] = [
  linearRegression,
  {
    ...linearRegression,
    name: "linear-regression-normalised",
    title: "Linear regression, normalised updates",
    settings: normalisedLinearRegressionSettings,
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
    defaultModels,
    mnist: true,
    backend: "wasm",
  },
  {
    ...autoencoder,
    name: "mnist-autoencoder-normal",
    title: "MNIST autoencoder, small random weights",
    settings: normalAutoencoderSettings,
  },
  {
    ...autoencoder,
    name: "mnist-autoencoder-orthogonal",
    title: "MNIST autoencoder, orthogonal weights",
    settings: orthogonalAutoencoderSettings,
  },
];
