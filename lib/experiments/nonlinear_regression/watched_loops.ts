import { descendAgain } from "../../feedback/descend.ts";
import {
  singleLoopSlope,
  watchSingleLoop,
} from "../../feedback/single_loop.ts";
import type { Pass } from "../../rules/rule.ts";
import type { Model } from "../model.ts";
import { descentSettings } from "../loop_settings.ts";
import type { WatchedLoop } from "../watched_loop.ts";
import type { NonlinearRegressionSettings } from "./settings.ts";
import { loopSlope, watchAbscissa } from "../../feedback/stability.ts";

/**
 * The loops that a model keeps stable: with DI and SDI, and with NDI where
 * `shareRepairs` asks for it, those of its two hidden layers apart, as
 * published; with SDI where `singleLoopStability` asks for it, the one loop
 * that it runs. SDI runs none of the first, so repairs of theirs do not change
 * what it learns.
 */
export function watchedLoops(
  pass: Pass,
  model: Model,
  settings: NonlinearRegressionSettings,
): WatchedLoop[] {
  const watched = model.rule === "DI" || model.rule === "SDI" ||
    model.rule === "NDI" && settings.shareRepairs;
  if (!watched) return [];
  return model.rule === "SDI" && settings.singleLoopStability === "joint"
    ? [jointLoop(pass, model, settings)]
    : separateLoops(pass, model, settings);
}

function separateLoops(
  { hidden }: Pass,
  { leak }: Model,
  settings: NonlinearRegressionSettings,
): WatchedLoop[] {
  return hidden.map(({ W, B }, l) => ({
    name: `layer ${l + 1}`,
    metric: `spectral_abscissa_${l + 1}`,
    B,
    abscissa: watchAbscissa({ W, B, leak }),
    repair: () => {
      const slope = loopSlope({ W, leak }, settings.optimisationSmoothing);
      return descendAgain(slope, B, repairSettings(settings));
    },
  }));
}

function jointLoop(
  { hidden: [{ W: W1 }, { W: W2 }], endToEnd }: Pass,
  { leak }: Model,
  settings: NonlinearRegressionSettings,
): WatchedLoop {
  const B = endToEnd!;
  return {
    name: "both hidden layers",
    metric: "spectral_abscissa_1",
    B,
    abscissa: watchSingleLoop({ W1, W2, B, leak }),
    repair: () => {
      const ε = settings.optimisationSmoothing;
      const slope = singleLoopSlope({ W1, W2, leak }, ε);
      return descendAgain(slope, B, repairSettings(settings));
    },
  };
}

function repairSettings(settings: NonlinearRegressionSettings) {
  return {
    ...descentSettings(settings),
    attempts: settings.repairAttempts,
  };
}
