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
    sentence`Of the squared error before training ${
      share(results, ["BP", "centred_error", 0], ["BP", "error", 0])
    } is about the mean answer: it depends on the inputs. At the end BP has ${
      left("BP")
    } of this still to learn, PBP ${left("PBP")}, DI ${left("DI")}, SDI ${
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

/** A mean over seeds at an iteration, −1 for the last of any model, as a share of another. */
function share(
  results: Found,
  ...points: readonly [Point, Point]
): string | null {
  const { [name]: curves = {} } = results.curves;
  const found = points.map(([model, metric, at]) => {
    const lasts = Object.values(curves)
      .map(({ [metric]: curve }) => curve?.iteration.at(-1) ?? -1);
    const curve = curves[model]?.[metric];
    const k = curve?.iteration.indexOf(at < 0 ? Math.max(...lasts) : at) ?? -1;
    return { mean: curve?.mean[k] ?? NaN, count: curve?.count[k] ?? 0 };
  });
  const ratio = found[0].mean / found[1].mean;
  if (!Number.isFinite(ratio)) return null;
  const count = Math.min(...found.map(({ count }) => count));
  return new Told(results, name).over(count, percent(ratio, 1));
}
