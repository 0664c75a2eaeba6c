/** What a reader of the loop's section can choose, and how the page's address says it. */
import {
  type LoopFeedback,
  loopFeedbacks,
  type LoopNetwork,
  loopNetworks,
} from "../../../lib/explorables/loop.ts";
import { feedbackName } from "./feedback_name.ts";

/** What a reader chooses. */
export interface LoopState {
  network: LoopNetwork;
  feedback: LoopFeedback;
  seed: number;
  /** leak α */
  alpha: number;
  /** times the feedback */
  gain: number;
  /** length of a step, in time constants */
  dt: number;
}

/** What the page shows first: the steps and the leak are those of DI in Figure 3. */
export const firstLoopState: LoopState = {
  network: "20-10",
  feedback: "neg-transpose",
  seed: 0,
  alpha: 0.01,
  gain: 1,
  dt: 0.5,
};

/** Round numbers, so many a decade, from one power of ten to another. */
const decades = (from: number, to: number, each: number) =>
  Array.from(
    { length: (to - from) * each + 1 },
    (_, k) => Number((10 ** (from + k / each)).toPrecision(2)),
  );

/** The values that sliders step through. */
export const loopSliders = {
  alpha: [0, ...decades(-4, 1, 20)],
  gain: decades(-4, 2, 20),
  dt: decades(-1, 1, 40).filter((dt) => dt <= 2.5),
};

export type LoopSlider = keyof typeof loopSliders;

/** What a choice is called. */
export const choiceNames = {
  network: {
    "20-10": "20 and 10 units (Figure 3)",
    "2-2": "2 and 2 units",
  } satisfies Record<LoopNetwork, string>,
  feedback: Object.fromEntries(
    loopFeedbacks.map((word) => [word, feedbackName(word)]),
  ),
};

const seeds = 2 ** 32, mostAlpha = 100;
const [leastGain, mostGain] = [1e-6, 1e4];
const [leastStep, mostStep] = [0.05, 2.5];

/** The state that an address asks for; what it does not name, or names wrongly, is as at first. */
export function loopStateOf(asked: URLSearchParams): LoopState {
  const first = firstLoopState;
  const one = <Name extends string>(key: string, names: Name[], name: Name) =>
    names.find((name) => name === asked.get(key)) ?? name;
  const number = (key: LoopSlider | "seed", least: number, most: number) => {
    const text = asked.get(key), value = Number(text);
    const fits = text?.trim() && value >= least && value <= most &&
      (key !== "seed" || Number.isInteger(value));
    return fits ? value : first[key];
  };
  return {
    network: one(
      "network",
      Object.keys(loopNetworks) as LoopNetwork[],
      first.network,
    ),
    feedback: one("feedback", [...loopFeedbacks], first.feedback),
    seed: number("seed", 0, seeds - 1),
    alpha: number("alpha", 0, mostAlpha),
    gain: number("gain", leastGain, mostGain),
    dt: number("dt", leastStep, mostStep),
  };
}

/** What a seed can be, where it is typed. */
export const seedWords = "a whole number from 0 to 4294967295";

/** Of what an address asks for, what cannot be had, as it says it. */
export function refusedOf(asked: URLSearchParams): string[] {
  const state = loopStateOf(asked);
  return [...asked].filter(([key, text]) => {
    const value = Object.hasOwn(state, key)
      ? state[key as keyof LoopState]
      : undefined;
    return text.trim() === "" || `${value}` !== text && value !== Number(text);
  }).map((pair) => pair.join("="));
}

/** The address that asks for a state. */
export function askFor(state: LoopState): URLSearchParams {
  return new URLSearchParams(
    Object.entries(state).map(([key, value]) => [key, `${value}`]),
  );
}

/** How long loops run, in time constants, as in the paper: 999 steps of 0.5. */
export const duration = 499.5;
