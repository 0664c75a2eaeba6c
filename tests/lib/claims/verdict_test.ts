import { assertEquals } from "@std/assert";
import { averageable, type Compared } from "../../../lib/claims/compare.ts";
import { verdictOf, verdictOfAll } from "../../../lib/claims/verdict.ts";

const comparison = (
  values: readonly (number | string)[],
  more: Partial<Compared> = {},
): Compared => ({
  what: "made up",
  unit: "number",
  bounds: { high: 1 },
  readings: values.map((value, seed) => (
    { seed, value: averageable(value, more.unit ?? "number") }
  )),
  ...more,
});

const cases: [name: string, Compared, verdict: string, reason: string][] = [
  [
    "an interval below the bound",
    comparison([.1, .2, .3]),
    "holds",
    "the whole interval is within bounds",
  ],
  [
    "an interval above the bound",
    comparison([9, 10, 11]),
    "fails",
    "the whole interval is out of bounds",
  ],
  [
    "an interval across the bound",
    comparison([.1, .9, 1.9]),
    "cannot tell",
    "the interval crosses the bound",
  ],
  [
    "an interval between two bounds",
    comparison([.1, .2, .3], { bounds: { low: -1, high: 1 } }),
    "holds",
    "the whole interval is within bounds",
  ],
  [
    "one seed well below",
    comparison([.1]),
    "holds",
    "one seed, no interval",
  ],
  [
    "one seed well above",
    comparison([2]),
    "fails",
    "one seed, no interval",
  ],
  [
    "one seed near the bound",
    comparison([.95]),
    "cannot tell",
    "one seed, no interval, and too near to the bound to tell",
  ],
  [
    "a ratio of one seed near the bound",
    comparison([1.05], { unit: "ratio" }),
    "cannot tell",
    "one seed, no interval, and too near to the bound to tell",
  ],
  [
    "every seed within",
    comparison([0, 0], { ofEverySeed: true, unit: "count" }),
    "holds",
    "so in every seed",
  ],
  [
    "one seed of many out of bounds",
    comparison([0, 3], { ofEverySeed: true, unit: "count" }),
    "fails",
    "out of bounds in seed 1",
  ],
  [
    "one seed out of bounds and one without a value",
    comparison([3, "gone"], { ofEverySeed: true, unit: "count" }),
    "fails",
    "out of bounds in seed 0",
  ],
  [
    "a seed without a value",
    comparison([.1, "gone"]),
    "cannot tell",
    "seed 1: gone",
  ],
  ["no value at all", comparison(["gone", "gone"]), "cannot tell", "gone"],
  ["no seed at all", comparison([]), "cannot tell", "nothing was run"],
  [
    "a value that is not finite",
    comparison([NaN, .1]),
    "cannot tell",
    "seed 0: the value is not finite",
  ],
  [
    "a ratio to nothing",
    comparison([Infinity, 0], { unit: "ratio" }),
    "cannot tell",
    "the ratio is not finite and above zero",
  ],
];

for (const [name, comparison, verdict, reason] of cases) {
  Deno.test(`verdictOf() ${name}: ${verdict}`, () => {
    assertEquals(verdictOf(comparison), { verdict, reason });
  });
}

Deno.test("verdictOfAll() fails by one comparison, and says by which", () => {
  const bad = comparison([9, 10, 11], { what: "the other" });
  assertEquals(verdictOfAll([comparison([.1, .2, .3]), bad]), {
    verdict: "fails",
    reason: "the other: the whole interval is out of bounds",
  });
});

Deno.test("verdictOfAll() cannot tell where one comparison cannot and none fails", () => {
  const verdict = verdictOfAll([comparison([.1, .2]), comparison([])]);
  assertEquals(verdict, {
    verdict: "cannot tell",
    reason: "made up: nothing was run",
  });
});
