/** The experiments beyond the paper: what its readers would ask next. The paper's own stand in `experiments.ts`. */
import {
  gaussNewtonChoices,
  gaussNewtonModels,
} from "../../lib/experiments/gauss_newton_models.ts";
import * as gaussLinear from "../../lib/experiments/gauss_newton_linear/settings.ts";
import * as gaussNonlinear from "../../lib/experiments/gauss_newton_nonlinear/settings.ts";
import * as settlingModels from "../../lib/experiments/inversion_settling/models.ts";
import * as settling from "../../lib/experiments/inversion_settling/settings.ts";
import {
  mirroredAutoencoderChoices,
  mirroredAutoencoderModels,
} from "../../lib/experiments/mirrored_autoencoder/models.ts";
import * as mirrored from "../../lib/experiments/mirrored_autoencoder/settings.ts";
import * as coderModels from "../../lib/experiments/mnist_autoencoder/models.ts";
import * as coder from "../../lib/experiments/mnist_autoencoder/settings.ts";
import * as classifierModels from "../../lib/experiments/mnist_classification/models.ts";
import * as classifier from "../../lib/experiments/mnist_classification/settings.ts";
import { defaultModels } from "../../lib/experiments/mnist_models.ts";
import * as teacherModels from "../../lib/experiments/teacher_regression/models.ts";
import * as teacher from "../../lib/experiments/teacher_regression/settings.ts";
import type { Experiment } from "./experiment.ts";
import { withDefaults } from "./settings.ts";

const gaussNewton = {
  models: gaussNewtonModels,
  choices: gaussNewtonChoices,
  mnist: false,
  unswept: "it compares directions, and measures no error",
};

const gaussNewtonNonlinear: Experiment = {
  ...gaussNewton,
  name: "gauss-newton-nonlinear",
  title: "From backpropagation to Gauss–Newton: nonlinear regression",
  program: "gauss_newton_nonlinear",
  settings: gaussNonlinear.gaussNewtonNonlinearSettings,
  initialiseSettings: gaussNonlinear.initialiseSettings,
};

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
    name: "mnist-autoencoder-dynamic-inversion",
    title: "Dynamic inversion in the MNIST autoencoder",
    program: "mnist_autoencoder",
    settings: withDefaults(coder.normalAutoencoderSettings, {
      ...{ epochs: 1, batches: 200, evaluateEvery: 10 },
      trainErrorEvery: "never",
    }),
    initialiseSettings: coder.initialiseSettings,
    models: coderModels.mnistAutoencoderModels,
    choices: coderModels.mnistAutoencoderChoices,
    defaultModels: ["BP", "NDI-2", "DI"],
    mnist: true,
    leaves: ["digits.npz"],
  },
  {
    name: "dynamic-inversion-settling",
    title: "How dynamic inversion comes to rest",
    program: "inversion_settling",
    settings: settling.inversionSettlingSettings,
    initialiseSettings: settling.initialiseSettings,
    models: settlingModels.inversionSettlingModels,
    choices: settlingModels.inversionSettlingChoices,
    mnist: true,
    unswept: "it compares loops with their rest, and measures no error",
  },
  {
    name: "fashion-classification",
    title: "Fashion-MNIST classification",
    program: "mnist_classification",
    settings: withDefaults(classifier.mnistClassificationSettings, {
      ...{ epochs: 2, evaluateEvery: 2000 },
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
      ...{ epochs: 2, batches: 1200, evaluateEvery: 50 },
    }),
    initialiseSettings: coder.initialiseSettings,
    models: coderModels.mnistAutoencoderModels,
    choices: coderModels.mnistAutoencoderChoices,
    defaultModels,
    mnist: true,
    images: "fashion-mnist",
    leaves: ["digits.npz"],
  },
  {
    ...gaussNewton,
    name: "gauss-newton-linear",
    title: "From backpropagation to Gauss–Newton: linear regression",
    program: "gauss_newton_linear",
    settings: gaussLinear.gaussNewtonLinearSettings,
    initialiseSettings: gaussLinear.initialiseSettings,
  },
  gaussNewtonNonlinear,
  {
    ...gaussNewtonNonlinear,
    name: "gauss-newton-teacher",
    title:
      "From backpropagation to Gauss–Newton: nonlinear regression, teacher U(±.5)",
    settings: withDefaults(gaussNonlinear.gaussNewtonNonlinearSettings, {
      teacherScale: 0.5,
    }),
  },
  {
    name: "nonlinear-regression-teacher",
    title: "Nonlinear regression on a teacher whose depth matters",
    program: "teacher_regression",
    settings: teacher.teacherRegressionSettings,
    initialiseSettings: teacher.initialiseSettings,
    models: teacherModels.teacherRegressionModels,
    choices: teacherModels.teacherRegressionChoices,
    mnist: false,
  },
  {
    name: "mnist-autoencoder-mirror",
    title: "MNIST autoencoder with feedback learned by a weight mirror",
    program: "mirrored_autoencoder",
    settings: withDefaults(mirrored.mirroredAutoencoderSettings, {
      ...{ batches: 8000, evaluateEvery: 100, trainErrorEvery: "never" },
    }),
    initialiseSettings: mirrored.initialiseSettings,
    models: mirroredAutoencoderModels,
    choices: mirroredAutoencoderChoices,
    defaultModels: ["NDI", "NDI-mirror"],
    mnist: true,
  },
];
