/**
 * How much of the published work a run does. `paper` is the published scale; the
 * others name what they shorten, and every figure says what is not as published.
 */

/** Experiment → setting → value, where a profile differs from the published one. */
type Overrides = Record<string, Record<string, unknown>>;

// an evaluation takes longer than all else, and on an emulated processor minutes
const smokeClassification = {
  epochs: 1,
  examples: 300,
  evaluateEvery: 100,
  trainErrorEvery: "never",
};

const smokeAutoencoder = {
  batches: 4,
  evaluateEvery: 2,
  trainErrorEvery: "never",
};

const smokeGaussNewton = { iterations: 120, comparedExamples: 4 };

export const profiles: Record<string, Overrides> = {
  /** seconds, for tests */
  smoke: {
    "linear-regression": { iterations: 120 },
    "linear-regression-normalised": { iterations: 120 },
    "nonlinear-regression": { iterations: 120 },
    "mnist-classification": smokeClassification,
    "mnist-autoencoder-normal": smokeAutoencoder,
    "mnist-autoencoder-orthogonal": smokeAutoencoder,
  },
  /** minutes, to see everything once */
  quick: {
    "nonlinear-regression": { iterations: 10000 },
    "mnist-classification": { epochs: 1 },
    "mnist-autoencoder-normal": { batches: 150, evaluateEvery: 15 },
    "mnist-autoencoder-orthogonal": { batches: 150, evaluateEvery: 15 },
  },
  /** the published scale; autoencoders are measured as often as their curves need */
  paper: {
    "mnist-autoencoder-normal": { evaluateEvery: 100 },
    "mnist-autoencoder-orthogonal": { evaluateEvery: 100 },
  },
  /** the experiments beyond the paper, each at its own scale: that of its settings */
  beyond: {},
  /** the same in seconds, for tests */
  "beyond-smoke": {
    "nonlinear-regression-teacher": { iterations: 120, evaluateEvery: 20 },
    "mnist-dynamic-inversion": { examples: 4, evaluateEvery: 2 },
    "mnist-autoencoder-dynamic-inversion": smokeAutoencoder,
    "dynamic-inversion-settling": { images: 1, longest: 100, examples: 60 },
    "fashion-classification": {
      ...{ epochs: 1, examples: 60, evaluateEvery: 50 },
      trainErrorEvery: "never",
    },
    "fashion-autoencoder": smokeAutoencoder,
    "mnist-autoencoder-mirror": {
      ...smokeAutoencoder,
      ...{ mirrorFirst: 2, mirrorNoises: 20 },
    },
    "gauss-newton-linear": smokeGaussNewton,
    "gauss-newton-nonlinear": smokeGaussNewton,
    "gauss-newton-teacher": smokeGaussNewton,
  },
};

/** Whether a profile has the experiments beyond the paper; the others have the paper's. */
export function isBeyond(profile: string): boolean {
  return profile === "beyond" || profile === "beyond-smoke";
}

/** What profiles shorten of any experiment: how long it runs, and how often it is measured. */
export const shortened = new Set(
  Object.values(profiles).flatMap(Object.values<Record<string, unknown>>)
    .flatMap(Object.keys),
);

/**
 * The profiles whose outputs are committed, each in a folder of its name, but for tables of more
 * rows than these, about a megabyte: on its page the command that makes one stands in for a link.
 */
export const committed = { profiles: ["paper", "beyond"], rows: 20_000 };

export const defaultProfile = "quick";

/** What profiles take in place of the published value of a setting: `smoke 120`. */
export function inProfiles(experiment: string, setting: string): string[] {
  return Object.entries(profiles)
    .flatMap(([profile, { [experiment]: settings = {} }]) =>
      Object.hasOwn(settings, setting) ? `${profile} ${settings[setting]}` : []
    );
}
