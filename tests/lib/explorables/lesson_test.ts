import { assert, assertEquals } from "@std/assert";
import * as v from "valibot";
import { courses } from "../../../lib/explorables/courses.ts";
import { type Lesson, lessonOf } from "../../../lib/explorables/lesson.ts";
import type { Model, Unstable } from "../../../lib/experiments/experiment.ts";
import { linearRegressionModels } from "../../../lib/experiments/linear_regression/models.ts";
import {
  linearRegressionSettings,
  normalisedLinearRegressionSettings,
} from "../../../lib/experiments/linear_regression/settings.ts";
import * as linear from "../../../lib/experiments/linear_regression/train.ts";
import { nonlinearRegressionModels } from "../../../lib/experiments/nonlinear_regression/models.ts";
import { nonlinearRegressionSettings } from "../../../lib/experiments/nonlinear_regression/settings.ts";
import * as nonlinear from "../../../lib/experiments/nonlinear_regression/train.ts";
import type { Outcome, Trace } from "../../../lib/io/trace.ts";
import { drawStart as linearStart } from "../experiments/linear_regression/starts.ts";
import { drawStart as nonlinearStart } from "../experiments/nonlinear_regression/starts.ts";

const schemas = {
  linear: linearRegressionSettings,
  normalised: normalisedLinearRegressionSettings,
};

type Kind = keyof typeof schemas | "nonlinear";

const seed = 4;

/** How models of a regression train in one go, and learn in a lesson. */
function prepare(kind: Kind, changed: Record<string, unknown> = {}): {
  train(model: Model): Trace;
  lesson(model: Model): Lesson;
} {
  const input = { iterations: 200, ...changed };
  if (kind === "nonlinear") {
    const settings = v.parse(nonlinearRegressionSettings, input);
    const start = nonlinearStart(seed, settings);
    return {
      train: (model) => nonlinear.train({ start, model, settings }).trace,
      lesson: stable(courses.nonlinear_regression(seed, settings)),
    };
  }
  const settings = v.parse(schemas[kind], input);
  const start = linearStart(seed, settings);
  return {
    train: (model) => linear.train({ start, model, settings }).trace,
    lesson: stable(courses.linear_regression(seed, settings)),
  };
}

function stable<Begun extends object>(begun: Begun | Unstable): Begun {
  if ("unstable" in begun) throw new Error(begun.unstable);
  return begun;
}

/** What a lesson measures, piece by piece, in one trace. */
function inPieces(lesson: Lesson, examples: number): Trace {
  const series: Trace["series"] = {}, events: Trace["events"] = [];
  let outcome: Outcome | null = null, done = -1;
  while (!outcome) {
    const piece = lesson.learn(examples);
    for (const [metric, { iteration, value }] of Object.entries(piece.series)) {
      const before = series[metric] ?? { iteration: [], value: [] };
      series[metric] = {
        iteration: Float64Array.of(...before.iteration, ...iteration),
        value: Float64Array.of(...before.value, ...value),
      };
    }
    events.push(...piece.events);
    ({ outcome } = piece);
    assert(piece.iteration > done);
    done = piece.iteration;
  }
  return { series, events, outcome };
}

/** Sees that lessons give what training in one go does; returns that. */
function assertSameBits(
  kind: Kind,
  models: readonly Model[],
  changed: Record<string, unknown> = {},
  examples = 1,
): Trace[] {
  const { train, lesson } = prepare(kind, changed);
  return models.map((model) => {
    const once = train(model);
    assertEquals(inPieces(lesson(model), examples), once, model.name);
    return once;
  });
}

const experiments: [Kind, readonly Model[]][] = [
  ["linear", linearRegressionModels],
  ["normalised", linearRegressionModels],
  ["nonlinear", nonlinearRegressionModels],
];

for (const [kind, models] of experiments) {
  Deno.test(`lessons of the ${kind} regression have the bits of one training`, () => {
    for (const { series } of assertSameBits(kind, models)) {
      assertEquals(series.error.value.length, 200);
    }
  });
}

const [BP, NDI, DI, SDI] = ["BP", "NDI", "DI", "SDI"].map((name) =>
  nonlinearRegressionModels.find((model) => model.name === name)!
);

Deno.test("a lesson that is measured seldom has the bits of one training", () => {
  for (const evaluateEvery of [2, 3, 20]) {
    assertSameBits("linear", [DI], { evaluateEvery }, 7);
  }
  for (const evaluateEvery of [3, 11]) {
    assertSameBits("nonlinear", [NDI], { evaluateEvery, iterations: 900 });
  }
});

Deno.test("a lesson whose loops are repaired has the bits of one training", () => {
  const far = { teacherScale: 1, eta: 0.1, iterations: 80 };
  const repaired = [
    ...assertSameBits("linear", [{ ...DI, feedback: { kind: "random" } }], {
      iterations: 20,
    }),
    ...assertSameBits("nonlinear", [DI], far),
    ...assertSameBits("nonlinear", [{
      ...SDI,
      feedback: { kind: "random", scale: 5 },
    }], {
      ...{ ...far, teacherScale: 0.01, singleLoopStability: "joint" },
      ...{ optimisationMinimumSteps: 1, optimisationTarget: -1e-4 },
    }),
  ];
  for (const { events, outcome } of repaired) {
    assertEquals(outcome.status, "finished");
    assert(events.length > 1);
  }
});

Deno.test("a lesson looks at a loop once an iteration, between pieces too", () => {
  const settings = v.parse(linearRegressionSettings, { iterations: 20 });
  const start = linearStart(seed, settings);
  const training = { start, model: DI, settings };
  const regression = linear.regressionOf(training);
  let looks = 0;
  const loops = regression.loops.map((loop) => (
    { ...loop, abscissa: () => (looks++, loop.abscissa()) }
  ));
  inPieces(lessonOf({ ...regression, loops }, training), 3);
  assertEquals(looks, 20);
});

Deno.test("a lesson ends as its training does, where that does not finish", () => {
  const lost: Model = {
    ...DI,
    feedback: { kind: "pseudoinverse", scale: -1 },
  };
  const ends = [
    ...assertSameBits("linear", [BP], { eta: 10, clip: 1e38 }),
    ...assertSameBits("nonlinear", [BP], { eta: 1e38, clip: 1e38 }),
    ...assertSameBits("linear", [lost], { repairAttempts: 1 }),
  ].map(({ outcome }) => outcome.status);
  assertEquals(ends, ["diverged", "diverged", "unstable"]);
});

Deno.test("a lesson that is over learns no more", () => {
  const lesson = prepare("linear", { iterations: 3 }).lesson(BP);
  assertEquals(lesson.learn(10).iteration, 2);
  assertEquals(lesson.learn(10), {
    series: {},
    events: [],
    iteration: 2,
    outcome: { status: "finished" },
  });
});
