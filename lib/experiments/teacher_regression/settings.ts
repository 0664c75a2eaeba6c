/**
 * What can be set in the regression on a teacher whose depth matters: all that
 * the nonlinear regression can, with other defaults where that reproduces what
 * was published rather than compares rules.
 */
import * as v from "valibot";
import { nonlinearRegressionSettings } from "../nonlinear_regression/settings.ts";
import { choice, count, positive, regressionEntries } from "../settings.ts";

export const teacherRegressionSettings = v.strictObject({
  ...nonlinearRegressionSettings.entries,
  ...regressionEntries(10000),
  evaluateEvery: count(
    "iterations from one measurement to the next; the last one is always measured",
    100,
  ),
  eta: positive(
    "learning rate η of weights and biases, for models without one of their own",
    0.02,
  ),
  teacherScale: positive(
    "bound of the teacher's weights and biases; at 0.5 most of its answers depends on its inputs",
    0.5,
  ),
  // weights grow a hundredfold here, and loops are mended at many examples, be it by little
  optimisationMinimumSteps: count("steps it makes in any case", 10),
  optimisationMaximumSteps: count("steps after which it gives up", 100),
  slopes: choice(
    "how often BP, FA, PBP and NDI multiply a hidden error by its slope; once is the gradient with BP",
    ["once", "twice"],
  ),
  singleLoopStability: choice(
    "whether SDI watches and repairs the joint loop that it runs, or the two that DI would run",
    ["joint", "separate"],
  ),
});

export type TeacherRegressionSettings = v.InferOutput<
  typeof teacherRegressionSettings
>;

export { initialiseSettings } from "../nonlinear_regression/settings.ts";
