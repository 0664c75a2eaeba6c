import { numberText } from "../../figures/frame.ts";
import { type Finding, type Found, sentence, Told } from "./finding.ts";

const name = "dynamic-inversion-settling";

/** How many of the published steps of .5 it takes, and where the loop through tanh goes instead. */
export const dynamicInversionSettling: Finding = (results) => {
  const told = new Told(results, name);
  const within = (model: string, state: string) =>
    stepsWithin(results, model, `angle_${state}_dt_0.5`);
  const last = (metric: string) =>
    told.end("DI-tanh", `${metric}_trained_dt_0.5`);
  return [
    sentence`With the published steps of .5, the linear loop of leak .01 (DI) is within one degree of its resting state after ${
      within("DI", "start")
    } steps at the start and ${
      within("DI", "trained")
    } after learning; of leak .1 (DI-5) after ${within("DI-5", "start")} and ${
      within("DI-5", "trained")
    }; without one (DI-4) after ${within("DI-4", "start")} and ${
      within("DI-4", "trained")
    }: the first numbers of steps measured from which on the mean ${told.seeds} is so small.`,
    sentence`After 999 steps, as published, and learning, DI is ${
      told.at("DI", "angle_trained_dt_0.5", 999)
    } away and DI-4 ${told.at("DI-4", "angle_trained_dt_0.5", 999)}.`,
    sentence`The loop through tanh (DI-tanh), which has no slope, ends ${
      last("angle")
    } from NDI at ${last("gain")} of its length.`,
  ];
};

/** The number of steps measured from which on the mean angle is below one degree, or that they do not suffice; null where none was measured. */
function stepsWithin(
  { curves }: Found,
  model: string,
  metric: string,
): string | null {
  const curve = curves[name]?.[model]?.[metric];
  const last = curve?.iteration.at(-1);
  if (last === undefined) return null;
  const k = curve.mean.findLastIndex((degrees) => !(degrees < 1)) + 1;
  return k < curve.mean.length
    ? numberText(curve.iteration[k])
    : `more than ${numberText(last)}`;
}
