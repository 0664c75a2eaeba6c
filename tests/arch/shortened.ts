const autoencoder = { batches: "1", evaluateEvery: "1" };

/**
 * What the comparison shortens of the smoke profile: an emulated processor takes
 * minutes for what takes seconds here. Every program stays in it, and of the
 * models and corrections those that compute what no other does.
 */
const settings: Record<string, Record<string, string>> = {
  "linear-regression": {
    models: "FA,PBP,NDI-3,DI",
    corrections: "none",
  },
  "linear-regression-normalised": { models: "BP,DI" },
  "nonlinear-regression": {
    models: "PBP,NDI-3,DI,SDI",
    corrections: "single-loop-joint",
  },
  "mnist-classification": { examples: "80", models: "BP,NDI-2" },
  "mnist-autoencoder-normal": { ...autoencoder, models: "NDI-2" },
  "mnist-autoencoder-orthogonal": { ...autoencoder, models: "PBP" },
};

/** The same as words of a command line. */
export const shortened = Object.entries(settings).flatMap(
  ([experiment, changes]) =>
    Object.entries(changes).map(([key, value]) =>
      `--set=${experiment}.${key}=${value}`
    ),
);
