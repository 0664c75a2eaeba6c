import { assertEquals } from "@std/assert";
import type { Compared } from "../../../lib/claims/compare.ts";
import {
  reasonClause,
  reasonOfAll,
} from "../../../pipeline/report/claim_reason.ts";

const compared = (
  values: (number | string)[],
  more: Partial<Compared> = {},
): Compared => ({
  what: "made up",
  unit: "ratio",
  bounds: { high: 1 },
  readings: values.map((value, seed) => ({ seed, value })),
  ...more,
});

Deno.test("a verdict's reason says what decided it", () => {
  const each = { ofEverySeed: true, unit: "count" as const };
  const clauses = [
    compared([.2, .3, .4]),
    compared([3, 4, 5, 4]),
    compared([.2, 1, 5]),
    compared([.2]),
    compared([3]),
    compared([.98]),
    compared([0, 0, 0], each),
    compared([0, 2, 1], each),
    compared(["DI diverged", .2]),
    compared([]),
  ].map(reasonClause);
  assertEquals(clauses, [
    "the whole 95 % interval lies on the wanted side",
    "the whole 95 % interval lies beyond the bound",
    "the 95 % interval crosses the bound",
    "on the wanted side in the one seed that counts",
    "beyond the bound in the one seed that counts",
    "the value of the one seed that counts is too near to the bound",
    "on the wanted side in each of 3 seeds",
    "beyond the bound in 2 of 3 seeds",
    "seed 0: DI diverged",
    "no seed that counts was run",
  ]);
});

Deno.test("a claim's reason is that of the comparisons which decide, and says how many they are", () => {
  const [good, bad] = [compared([.2]), compared([3])];
  const beyond = "beyond the bound in the one seed that counts";
  assertEquals(reasonOfAll([good, bad, bad]), {
    verdict: "fails",
    reason: `in 2 of 3 comparisons ${beyond}`,
  });
  assertEquals(reasonOfAll([bad, bad]).reason, beyond);
});
