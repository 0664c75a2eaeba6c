/** The figures of the experiments beyond the paper, in the order of their page. A name begins with that of its experiment. */
import { dynamicInversionFigures } from "./dynamic_inversion.ts";
import { fashionFigures } from "./fashion.ts";
import type { FigureDescription } from "./figure.ts";
import { gaussNewtonFigures } from "./gauss_newton.ts";
import { mirrorFigures } from "./mirror.ts";
import { teacherRegressionFigures } from "./teacher_regression.ts";

export const beyondFigures: readonly FigureDescription[] = [
  ...dynamicInversionFigures,
  ...fashionFigures,
  ...gaussNewtonFigures,
  ...mirrorFigures,
  ...teacherRegressionFigures,
];
