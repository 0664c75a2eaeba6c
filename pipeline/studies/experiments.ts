/** The experiments of the paper, where each is computed, and with them those of every profile. */
import * as linearModels from "../../lib/experiments/linear_regression/models.ts";
import * as linear from "../../lib/experiments/linear_regression/settings.ts";
import * as coderModels from "../../lib/experiments/mnist_autoencoder/models.ts";
import * as coder from "../../lib/experiments/mnist_autoencoder/settings.ts";
import * as classifierModels from "../../lib/experiments/mnist_classification/models.ts";
import * as classifier from "../../lib/experiments/mnist_classification/settings.ts";
import { defaultModels } from "../../lib/experiments/mnist_models.ts";
import * as nonlinearModels from "../../lib/experiments/nonlinear_regression/models.ts";
import * as nonlinear from "../../lib/experiments/nonlinear_regression/settings.ts";
import { unreadable } from "../engine/text/errors.ts";
import { fitsWhole } from "../engine/text/glob.ts";
import { suggest } from "../engine/text/suggest.ts";
import { quoted } from "../engine/text/words.ts";
import { beyond } from "./beyond.ts";
import type { Experiment } from "./experiment.ts";
import { defaultProfile, isBeyond, profiles } from "./profiles.ts";

const linearRegression: Experiment = {
  name: "linear-regression",
  title: "Linear regression",
  program: "linear_regression",
  settings: linear.linearRegressionSettings,
  initialiseSettings: linear.initialiseSettings,
  models: linearModels.linearRegressionModels,
  choices: linearModels.linearRegressionChoices,
  mnist: false,
};

const autoencoder = {
  program: "mnist_autoencoder",
  initialiseSettings: coder.initialiseSettings,
  models: coderModels.mnistAutoencoderModels,
  choices: coderModels.mnistAutoencoderChoices,
  defaultModels,
  mnist: true,
  leaves: ["digits.npz"],
};

/** Those of the paper. */
export const published: readonly Experiment[] = [
  linearRegression,
  {
    ...linearRegression,
    name: "linear-regression-normalised",
    title: "Linear regression, normalised updates",
    settings: linear.normalisedLinearRegressionSettings,
  },
  {
    name: "nonlinear-regression",
    title: "Nonlinear regression",
    program: "nonlinear_regression",
    settings: nonlinear.nonlinearRegressionSettings,
    initialiseSettings: nonlinear.initialiseSettings,
    models: nonlinearModels.nonlinearRegressionModels,
    choices: nonlinearModels.nonlinearRegressionChoices,
    mnist: false,
  },
  {
    name: "mnist-classification",
    title: "MNIST classification",
    program: "mnist_classification",
    settings: classifier.mnistClassificationSettings,
    initialiseSettings: classifier.initialiseSettings,
    models: classifierModels.mnistClassificationModels,
    choices: classifierModels.mnistClassificationChoices,
    defaultModels,
    mnist: true,
  },
  {
    ...autoencoder,
    name: "mnist-autoencoder-normal",
    title: "MNIST autoencoder, small random weights",
    settings: coder.normalAutoencoderSettings,
  },
  {
    ...autoencoder,
    name: "mnist-autoencoder-orthogonal",
    title: "MNIST autoencoder, orthogonal weights",
    settings: coder.orthogonalAutoencoderSettings,
  },
];

/** Those of every profile, the paper's first. */
export const experiments: readonly Experiment[] = [...published, ...beyond];

/** The experiments of a profile. */
export function experimentsOf(profile: string): readonly Experiment[] {
  return isBeyond(profile) ? beyond : published;
}

/** Their names, in this order. */
export const experimentNames = experiments.map(({ name }) => name);

/** The experiment of a name. */
export function experimentNamed(name: string, where: string): Experiment {
  const experiment = experiments.find((experiment) => experiment.name === name);
  if (experiment) return experiment;
  const what = `there is no experiment ${quoted(name)}`;
  throw unreadable(where, `${what}; ${suggest(name, experimentNames)}`);
}

/** Sees that a pattern of names fits an experiment, and one of a profile, if that is known. */
export function requireFitting(
  pattern: string,
  where: string,
  profile?: string,
): void {
  const known = profile === undefined
    ? experimentNames
    : experimentsOf(profile).map(({ name }) => name);
  const fits = (name: string) => fitsWhole(name, pattern);
  if (known.some(fits)) return;
  const other = experimentNames.find(fits);
  if (other !== undefined) throw ofAnother(other, where);
  const what = `${quoted(pattern)} fits no experiment`;
  throw unreadable(where, `${what}; ${suggest(pattern, known)}`);
}

/** Whether an experiment is the paper's. */
export function isPublished({ name }: Pick<Experiment, "name">): boolean {
  return published.some((experiment) => experiment.name === name);
}

const isOf = (profile: string, name: string) =>
  experimentsOf(profile).some((experiment) => experiment.name === name);

/** Says that an experiment is of another profile than the one at hand, and of which. */
export function ofAnother(name: string, where: string) {
  const other = [defaultProfile, ...Object.keys(profiles)]
    .find((profile) => isOf(profile, name));
  const remedy = `give --profile ${other}`;
  return unreadable(where, `${name} is of the profile ${other}; ${remedy}`);
}
