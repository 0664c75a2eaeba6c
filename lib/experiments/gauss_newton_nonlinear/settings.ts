import * as v from "valibot";
import { gaussNewtonEntries, unread } from "../gauss_newton_settings.ts";
import { nonlinearRegressionSettings } from "../nonlinear_regression/settings.ts";

/** What can be set where NDI is compared on the nonlinear regression. */
export const gaussNewtonNonlinearSettings = v.strictObject({
  ...v.omit(nonlinearRegressionSettings, [
    ...unread,
    "singleLoopSign",
    "singleLoopTransfer",
    "singleLoopStability",
  ]).entries,
  ...gaussNewtonEntries,
});

export type GaussNewtonNonlinearSettings = v.InferOutput<
  typeof gaussNewtonNonlinearSettings
>;

export { initialiseSettings } from "../nonlinear_regression/settings.ts";
