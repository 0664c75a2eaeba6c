import * as v from "valibot";
import { gaussNewtonEntries, unread } from "../gauss_newton_settings.ts";
import { linearRegressionSettings } from "../linear_regression/settings.ts";

/** What can be set where NDI is compared on the linear regression. */
export const gaussNewtonLinearSettings = v.strictObject({
  ...v.omit(linearRegressionSettings, [...unread, "normaliseUpdates"]).entries,
  ...gaussNewtonEntries,
});

export type GaussNewtonLinearSettings = v.InferOutput<
  typeof gaussNewtonLinearSettings
>;

export { initialiseSettings } from "../linear_regression/settings.ts";
