/** How rules do on a teacher whose answers depend on their inputs, each at its own learning rate. */
import { percent } from "../numbers.ts";
import { type Finding, type Found, sentence, Told } from "./finding.ts";

const name = "nonlinear-regression-teacher";

export const teacherRegression: Finding = (results) => {
  const told = new Told(results, name);
  const beside = (model: string) => told.ratio(model, "BP");
  const left = (model: string) =>
    share(results, [model, "centred_error", -1], [model, "centred_error", 0]);
  return [
    sentence`Of the squares of the teacher’s answers ${
      share(results, ["BP", "centred_error", 0], ["BP", "error", 0])
    } are about their mean: they depend on the inputs. At the end BP has ${
      left("BP")
    } of these still to learn, PBP ${left("PBP")}, DI ${left("DI")}, SDI ${
      left("SDI")
    } and Gauss–Newton (GN) ${left("GN")}: means ${told.seeds}.`,
    sentence`Each at its best learning rate, dynamic inversion ends with ${
      beside("DI")
    } (DI) and ${
      beside("DI-2")
    } (DI-2) times the squared error of BP, PBP with ${
      beside("PBP")
    }, GN with ${beside("GN")} and FA with ${
      beside("FA")
    } times, seed by seed.`,
    sentence`After 1000 examples the squared error of DI is ${
      share(results, ["DI", "error", 1000], ["DI", "error", 0])
    } of what it was before training, that of BP ${
      share(results, ["BP", "error", 1000], ["BP", "error", 0])
    }.`,
  ];
};

type Point = readonly [model: string, metric: string, iteration: number];

/** A mean over seeds at an iteration, −1 for the last of its curve, as a share of another. */
function share(
  { curves: { [name]: curves = {} } }: Found,
  ...points: readonly [Point, Point]
): string | null {
  const [part = NaN, whole = NaN] = points.map(([model, metric, at]) => {
    const curve = curves[model]?.[metric];
    return at < 0
      ? curve?.mean.at(at)
      : curve?.mean[curve.iteration.indexOf(at)];
  });
  const ratio = part / whole;
  return Number.isFinite(ratio) ? percent(ratio, 1) : null;
}
