import { assertEquals } from "@std/assert";
import {
  type EffectMetric,
  effectsOf,
} from "../../../lib/statistics/effect.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import type { Run } from "../../../lib/statistics/run.ts";
import { runOf } from "./runs.ts";

const unstable = {
  status: "unstable",
  iteration: 2,
  reason: "made up",
} as const;

function effectOf(
  before: Run[],
  after: Run[],
  measure: EffectMetric = "error",
) {
  const options = { models: ["DI"], measures: [measure] };
  const [effect] = effectsOf({ before, after }, options);
  return { ...effect.measures[0], endings: [effect.before, effect.after] };
}

const alone = (mean: number) => ({ mean, low: NaN, high: NaN, count: 1 });
const none = { mean: NaN, low: NaN, high: NaN, count: 0 };

Deno.test("effectsOf() compares the last errors of one seed as a ratio", () => {
  const { before, after, change } = effectOf(
    [runOf("DI", 0, { error: [8, 4] })],
    [runOf("DI", 0, { error: [8, 2, 1] }), runOf("BP", 0, { error: [8, 9] })],
  );
  assertEquals([before, after, change], [alone(4), alone(1), alone(.25)]);
});

Deno.test("effectsOf() compares seed by seed, whatever the seeds differ by", () => {
  const { change } = effectOf(
    [1, 100, 10].map((error, seed) => runOf("DI", seed, { error: [error] })),
    [20, 3, 200].map((error, k) => runOf("DI", 2 - k, { error: [error] })),
  );
  const expected = estimate([200, 3 / 100, 2], "geometric");
  assertEquals(change, { ...expected });
});

Deno.test("effectsOf() compares angles by what they differ", () => {
  const { change } = effectOf(
    [runOf("DI", 0, { angle_ndi_1: [90, 40] })],
    [runOf("DI", 0, { angle_ndi_1: [90, 55] })],
    "angle_ndi_1",
  );
  assertEquals(change, alone(15));
});

Deno.test("effectsOf() takes what is left of the error as a share of the first", () => {
  const { before, after, change } = effectOf(
    [runOf("DI", 0, { error: [8, 4, 2] })],
    [runOf("DI", 0, { error: [400, 50] })],
    "error_left",
  );
  assertEquals([before, after, change], [alone(.25), alone(.125), alone(.5)]);
});

Deno.test("effectsOf() gives no value to what did not finish, was not measured or is not there", () => {
  const finished = runOf("DI", 0, { error: [8, 4] });
  const stopped = runOf("DI", 0, { error: [8, 4] }, unstable);
  const other = runOf("DI", 0, { angle_ndi_1: [1] });
  for (const after of [[stopped], [other], []]) {
    const effect = effectOf([finished], after);
    assertEquals(effect.before, alone(4));
    assertEquals([effect.after, effect.change], [none, none]);
  }
});

Deno.test("effectsOf() pairs only the seeds that finished both ways", () => {
  const { before, change, endings } = effectOf(
    [runOf("DI", 0, { error: [4] }), runOf("DI", 1, { error: [9] })],
    [runOf("DI", 0, { error: [2] }), runOf("DI", 1, { error: [9] }, unstable)],
  );
  assertEquals(before.count, 2);
  assertEquals(change, alone(.5));
  assertEquals(endings[1].statuses, ["finished", "unstable"]);
});

Deno.test("effectsOf() counts repairs over all seeds, and nothing else that happened", () => {
  const events = ["repaired", "not repaired", "repaired"].map((event) => (
    { iteration: 1, event, detail: "" }
  ));
  const run = runOf("DI", 0, { error: [4] });
  const repaired = { ...run, trace: { ...run.trace, events } };
  const { endings } = effectOf([run], [repaired, { ...repaired, seed: 1 }]);
  assertEquals(endings.map(({ repairs }) => repairs), [0, 4]);
});
