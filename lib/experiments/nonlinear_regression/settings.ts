/**
 * What can be set in the nonlinear regression, with the published values as
 * defaults.
 *
 * The scripts of 2020 integrated their loops more finely: `integratorSteps`
 * 9999 and `integratorStep` 0.1. The scripts of 2021 learn from 10000
 * examples unless told otherwise, and from 20000 for Figure 3.
 *
 * Where the published script does something that it may not have meant, a
 * setting of its own says what else could be done.
 */
import * as v from "valibot";
import {
  choice,
  count,
  loopEntries,
  positive,
  regressionEntries,
  startSettings,
} from "../settings.ts";

// apart, since summaries list settings in their order
const { shareRepairs, ...loops } = loopEntries(
  { rate: 0.5, minimumSteps: 100, maximumSteps: 2000 },
);

/** Figure 3g–k. */
export const nonlinearRegressionSettings = v.strictObject({
  ...regressionEntries(20000),
  eta: positive("learning rate η of weights and biases", 0.01),
  clip: positive(
    "norm to which a longer hidden error δ1 or δ2 is shortened",
    1,
  ),
  teacherScale: positive(
    "bound of the teacher's weights and biases; at 0.01 its answers hardly depend on its inputs",
    0.01,
  ),
  ...loops,
  initialAttempts: count(
    "descents to try, each going on from the last, to make feedback stable before training",
    20,
  ),
  slopes: choice(
    "how often BP, FA, PBP and NDI multiply a hidden error by its slope; DI does so once unless its loop is that of tanh, SDI never",
    ["twice", "once"],
  ),
  shareRepairs,
  singleLoopSign: choice(
    "sign of B1 B2 in the feedback of SDI; with B1 and B2 negative, −1 makes it negative",
    [-1, 1],
  ),
  singleLoopTransfer: choice(
    "what the loop of SDI takes for the transfer function of a layer, unless a model says it",
    ["tanh", "linear", "linearised"],
  ),
  singleLoopStability: choice(
    "whether SDI watches and repairs the two loops that DI would run, of which it runs none, or the joint one that it runs",
    ["separate", "joint"],
  ),
});

export type NonlinearRegressionSettings = v.InferOutput<
  typeof nonlinearRegressionSettings
>;

/** The settings on which the start depends. */
export const initialiseSettings = [...startSettings, "teacherScale"] as const;

export type InitialiseSettings = Pick<
  NonlinearRegressionSettings,
  typeof initialiseSettings[number]
>;
