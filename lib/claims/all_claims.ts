import { beyondClaims } from "./beyond.ts";
import type { Claims } from "./claim.ts";
import { mnistAutoencoderClaims, mnistClassificationClaims } from "./mnist.ts";
import {
  linearRegressionClaims,
  nonlinearRegressionClaims,
} from "./regressions.ts";

/** Every claim of the ledger, by the title of its task, in the order of the paper's figures, then those beyond the paper. */
export const claimGroups: Readonly<Record<string, Claims>> = {
  "Linear regression": linearRegressionClaims,
  "Nonlinear regression": nonlinearRegressionClaims,
  "MNIST classification": mnistClassificationClaims,
  "MNIST autoencoder": mnistAutoencoderClaims,
  ...beyondClaims,
};
