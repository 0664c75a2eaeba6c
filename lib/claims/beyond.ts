/** What was expected of the experiments beyond the paper, as claims, group by group. */
import type { Claims } from "./claim.ts";
import { dynamicInversionClaims } from "./dynamic_inversion.ts";
import { fashionClaims } from "./fashion.ts";
import { gaussNewtonClaims } from "./gauss_newton.ts";
import { teacherRegressionClaims } from "./teacher_regression.ts";
import { mirrorClaims } from "./mirror.ts";

/** By the title of the group; a page shows those whose experiments it has. */
export const beyondClaims: Readonly<Record<string, Claims>> = {
  "Dynamic inversion on MNIST": dynamicInversionClaims,
  "Fashion-MNIST": fashionClaims,
  "From backpropagation to Gauss–Newton": gaussNewtonClaims,
  "Nonlinear regression on a teacher whose depth matters":
    teacherRegressionClaims,
  "Feedback learned by a weight mirror": mirrorClaims,
};
