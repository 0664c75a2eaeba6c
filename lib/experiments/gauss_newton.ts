/** What the experiments on Gauss–Newton share: how far the errors of non-dynamic inversion are from those of another rule. */
import { TraceRecorder } from "../io/trace.ts";
import { type Matrix, transpose } from "../linalg/matrix.ts";
import { angle, norm } from "../linalg/norms.ts";
import { everyRule, type EveryRuleName } from "../rules/further_rules.ts";
import {
  createPass,
  outputError,
  type Pass,
  type Rule,
} from "../rules/rule.ts";
import { diverged, type Model, type Trained } from "./experiment.ts";
import type { FurtherTraining } from "./further_model.ts";
import type { GaussNewtonSettings } from "./gauss_newton_settings.ts";
import { answer, createLearner, type Regression } from "./regression.ts";

/** Leaks from 1e-6 to 1e3, three in each decade: numbers that people write, the published ones among them. */
export const leaks: readonly number[] = [
  ...Array.from({ length: 9 }, (_, k) => k - 6)
    .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`))),
  1e3,
];

/** The model whose network it is. */
export const inversion = ({ trainingLeak }: GaussNewtonSettings): Model => ({
  name: "NDI",
  rule: "NDI",
  feedback: { kind: "transpose", scale: -1 },
  leak: trainingLeak,
});

/**
 * Compares NDI with the rule of a model, in networks that NDI trains. An iteration is a
 * leak α. At each, over the first examples of the data set, recorded for each hidden layer l:
 *
 * - `angle_<when>_l`, the mean angle in degrees of NDI's δ_l to that of the rule
 * - `gain_<when>_l`, the geometric mean of the length of NDI's δ_l over that of the rule's
 *
 * `when` says whose weights W and feedback B they are:
 *
 * - `start`: those before training, B = −Wᵀ
 * - `trained`: those after training, B = −Wᵀ
 * - `fixed`: W after training, B = −Wᵀ of before, as it was learned with
 *
 * All rules but GN go layer by layer, and all multiply by slopes once, though the
 * network may have learned by other `slopes`. The damping of LGN is the leak of NDI,
 * that of GN the model's. What is not finite is not recorded.
 *
 * @param regression whose model is NDI with B = −Wᵀ
 */
export function compareInversion(
  regression: Regression,
  { start: { order }, model, settings, progress = () => {} }: FurtherTraining<
    { order: Int32Array },
    GaussNewtonSettings
  >,
): Trained {
  const { student, pass: { hidden } } = regression;
  const weights = student.layers.map(({ W }) => W);
  const examples = Math.min(settings.comparedExamples, order.length);
  const trace = new TraceRecorder();

  const compare = (when: string, feedback: readonly Matrix[]) => {
    const ready = (name: EveryRuleName, leak: number): Ready => ({
      pass: createPass(weights, [null, ...feedback]),
      rule: everyRule[name].make(weights.slice(1), { leak }),
    });
    for (const leak of leaks) {
      const damping = model.rule === "LGN" ? leak : model.leak;
      const both = [ready("NDI", leak), ready(model.rule, damping)] as const;
      differences(regression, both, examples)
        .forEach((found, l) => {
          for (const [measure, value] of Object.entries(found)) {
            if (!Number.isFinite(value)) continue;
            trace.record(`${measure}_${when}_${l + 1}`, leak, value);
          }
        });
    }
  };
  const transposed = () => hidden.map(({ W }) => transpose(W, -1));
  const ended = (outcome: Parameters<TraceRecorder["finish"]>[0]): Trained => ({
    trace: trace.finish(outcome),
    weights: Object.fromEntries(weights.map((W, l) => [`W${l}`, W])),
  });

  compare("start", transposed());
  const learn = createLearner(regression, order, settings);
  for (let i = 0; i < settings.iterations; i++) {
    if (!learn(i)) {
      return ended(diverged(i, "the error of a layer is not finite"));
    }
    progress(i + 1, settings.iterations);
  }
  compare("trained", transposed());
  compare("fixed", hidden.map(({ B }) => B));
  return ended({ status: "finished" });
}

/** A rule with the network that it sees. */
interface Ready {
  pass: Pass;
  rule: Rule;
}

/** The mean angle, and the gain, of the first rule's errors to the second's, by layer. */
function differences(
  { student, example }: Regression,
  [one, other]: readonly [Ready, Ready],
  examples: number,
): { angle: number; gain: number }[] {
  const sums = one.pass.hidden.map(() => ({ angle: 0, log: 0 }));
  for (let k = 0; k < examples; k++) {
    const { x, target } = example(k);
    const y = answer(student, x);
    for (const { pass, rule } of [one, other]) {
      const e = outputError(pass);
      for (let i = 0; i < e.length; i++) e[i] = target[i] - y[i];
      pass.hidden.forEach(({ slope }, l) =>
        student.layers[l].φ.slope(student.h[l + 1], slope)
      );
      rule(pass);
    }
    sums.forEach((sum, l) => {
      const [δ, reference] = [one, other].map(({ pass }) => pass.hidden[l].δ);
      sum.angle += angle(δ, reference);
      sum.log += Math.log(norm(δ) / norm(reference));
    });
  }
  return sums.map(({ angle, log }) => (
    { angle: angle / examples, gain: Math.exp(log / examples) }
  ));
}
