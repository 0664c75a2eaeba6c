import type { Claim } from "./claim.ts";
import { linearRegressionClaims } from "./linear_regression.ts";
import { mnistAutoencoderClaims } from "./mnist_autoencoder.ts";
import { mnistClassificationClaims } from "./mnist_classification.ts";
import { nonlinearRegressionClaims } from "./nonlinear_regression.ts";

/** Every claim of the ledger, by task, in the order of the paper's figures. */
export const claimGroups: readonly {
  title: string;
  claims: readonly Claim[];
}[] = [
  { title: "Linear regression", claims: linearRegressionClaims },
  { title: "Nonlinear regression", claims: nonlinearRegressionClaims },
  { title: "MNIST classification", claims: mnistClassificationClaims },
  { title: "MNIST autoencoder", claims: mnistAutoencoderClaims },
];
