/** What is told of each experiment beyond the paper, in the order of their page. */
import type { Finding, Found } from "./finding.ts";
import { dynamicInversionSettling } from "./dynamic_inversion_settling.ts";
import * as fashion from "./fashion.ts";
import * as gaussNewton from "./gauss_newton.ts";
import { mnistAutoencoderDynamicInversion } from "./mnist_autoencoder_dynamic_inversion.ts";
import { mnistAutoencoderMirror } from "./mirror.ts";
import { mnistDynamicInversion } from "./mnist_dynamic_inversion.ts";
import { teacherRegression } from "./teacher_regression.ts";

/** By the name of the experiment, whose results may be missing in part. */
export const findings: Readonly<Record<string, Finding>> = {
  "mnist-dynamic-inversion": mnistDynamicInversion,
  "mnist-autoencoder-dynamic-inversion": mnistAutoencoderDynamicInversion,
  "dynamic-inversion-settling": dynamicInversionSettling,
  "fashion-classification": fashion.fashionClassification,
  "fashion-autoencoder": fashion.fashionAutoencoder,
  "gauss-newton-linear": gaussNewton.gaussNewtonLinear,
  "gauss-newton-nonlinear": gaussNewton.gaussNewtonNonlinear,
  "gauss-newton-teacher": gaussNewton.gaussNewtonTeacher,
  "nonlinear-regression-teacher": teacherRegression,
  "mnist-autoencoder-mirror": mnistAutoencoderMirror,
};

/** The sentences on an experiment whose numbers were measured, as a paragraph; empty if there are none. */
export function findingText(experiment: string, results: Found): string {
  const sentences = findings[experiment]?.(results) ?? [];
  return sentences.filter((sentence) => sentence !== null).join(" ");
}
