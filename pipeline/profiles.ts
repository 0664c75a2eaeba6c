/**
 * How much of the published work a run does. `paper` is the published scale and
 * changes nothing; the others name what they shorten, and every figure made
 * with them says so.
 */

/** Experiment → setting → value, where a profile differs from the published one. */
export type Overrides = Record<string, Record<string, unknown>>;

export const profiles = {
  /** seconds, for tests */
  smoke: {
    "linear-regression": { iterations: 120 },
    "linear-regression-normalised": { iterations: 120 },
    "nonlinear-regression": { iterations: 120 },
    "mnist-classification": { epochs: 1, examples: 300, evaluateEvery: 100 },
  },
  /** minutes, to see everything once */
  quick: {
    "nonlinear-regression": { iterations: 10000 },
    "mnist-classification": { epochs: 1 },
  },
  paper: {},
} satisfies Record<string, Overrides>;

export type ProfileName = keyof typeof profiles;

export const defaultProfile: ProfileName = "quick";
