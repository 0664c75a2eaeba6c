import { assert, assertEquals } from "@std/assert";
import { clopperPearson, signTest } from "../../../lib/statistics/binomial.ts";
import type { ModelEnds } from "../../../lib/statistics/ends.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import { pairsOf } from "../../../lib/statistics/pairs.ts";

/** A model's ends; of a lost seed "lost", of a missing one nothing. */
function ended(name: string, ...ends: (number | "lost" | undefined)[]) {
  const statuses = ends.map((end): ModelEnds["statuses"][number] =>
    end === undefined ? "missing" : end === "lost" ? "diverged" : "finished"
  );
  const values = ends.map((end) => typeof end === "number" ? end : null);
  return { name, values, statuses };
}

Deno.test("pairsOf() compares every model with each after it", () => {
  const pairs = pairsOf(["BP", "FA", "DI"].map((name) => ended(name, 1)));
  assertEquals(pairs.map(({ a, b }) => `${a} ${b}`), [
    ...["BP FA", "BP DI", "FA DI"],
  ]);
});

Deno.test("pairsOf() counts below, above and equal, and ratios of those that have both ends", () => {
  const [pair] = pairsOf([
    ended("BP", 1, 2, 3, "lost", "lost", 4, undefined),
    ended("FA", 4, 1, 3, 9, "lost", "lost", 1),
  ]);
  const { mean, low, high } = estimate([1 / 4, 2, 1], "geometric");
  assertEquals(pair, {
    ...{ a: "BP", b: "FA", seeds: 6, below: 2, above: 2, equal: 2 },
    probability: { value: .5, ...clopperPearson(2, 2, 2) },
    ratio: { value: mean, low, high },
    ...{ sign: 1, holm: 1 },
  });
});

Deno.test("pairsOf() corrects the p of all pairs together", () => {
  const seeds = Array.from({ length: 8 }, (_, seed) => seed + 1);
  const pairs = pairsOf([
    ended("BP", ...seeds),
    ended("FA", ...seeds.map((value) => 2 * value)),
    ended("DI", ...seeds.map((value) => value === 1 ? 9 : value / 2)),
  ]);
  const [all, mostly] = [signTest(8, 0), signTest(7, 1)];
  assertEquals(pairs.map(({ sign }) => sign), [all, mostly, mostly]);
  assertEquals(pairs.map(({ holm }) => holm), [
    ...[3 * all, 2 * mostly, 2 * mostly],
  ]);
});

Deno.test("pairsOf() tells nothing of models that share no seed, and no interval of a ratio from one", () => {
  const [none] = pairsOf([
    ended("BP", 1, undefined),
    ended("FA", undefined, 1),
  ]);
  assertEquals([none.seeds, none.sign], [0, 1]);
  assertEquals(none.probability, { value: null, low: 0, high: 1 });
  assertEquals(none.ratio, { value: null, low: null, high: null });
  const [one] = pairsOf([ended("BP", 1), ended("FA", 4)]);
  assertEquals(one.ratio, { value: .25, low: null, high: null });
  const { low, high } = one.probability;
  assert(.02 < low! && low! < .03 && high === 1);
});
