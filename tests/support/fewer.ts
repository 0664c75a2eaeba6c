/** Options that leave out of a run what takes most of its time. */

export const withoutCorrections = ["linear", "nonlinear"].map((kind) =>
  `--set=${kind}-regression.corrections=none`
);

export const oneModelOfMnist = [
  "classification",
  "autoencoder-normal",
  "autoencoder-orthogonal",
].map((name) => `--set=mnist-${name}.models=BP`);
