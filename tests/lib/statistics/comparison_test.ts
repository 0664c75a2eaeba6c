import { assertEquals } from "@std/assert";
import { compareFinalErrors } from "../../../lib/statistics/comparison.ts";
import { differenceOfMeans } from "../../../lib/statistics/difference.ts";
import { estimate } from "../../../lib/statistics/estimate.ts";
import { runOf } from "./runs.ts";

const diverged = {
  status: "diverged",
  iteration: 1,
  reason: "made up",
} as const;

const errors = (model: string, finals: Record<number, number>) =>
  Object.entries(finals).map(([seed, final]) =>
    runOf(model, Number(seed), { error: [9, final] })
  );

Deno.test("compareFinalErrors() takes the ratio seed by seed, over the seeds that both have", () => {
  const [compared, ...none] = compareFinalErrors(
    errors("BP", { 0: 1, 1: 2, 2: 4 }),
    errors("BP", { 1: 4, 2: 2, 3: 100 }),
  );
  assertEquals(none, []);
  assertEquals(compared, {
    ...{ item: "BP", metric: "error", relation: "ratio", shared: [1, 2] },
    ends: [1, 1],
    a: { ...estimate([1, 2, 4], "geometric"), seeds: 3, lost: "" },
    b: { ...estimate([4, 2, 100], "geometric"), seeds: 3, lost: "" },
    change: estimate([2, .5], "geometric"),
  });
});

Deno.test("compareFinalErrors() pairs nothing where no seed is shared", () => {
  const [{ change, shared }] = compareFinalErrors(
    errors("BP", { 0: 1, 1: 2 }),
    errors("BP", { 2: 4, 3: 2 }),
  );
  assertEquals(shared, []);
  assertEquals(change, differenceOfMeans([1, 2], [4, 2], "geometric"));
});

Deno.test("compareFinalErrors() takes the difference of test errors, which come before others", () => {
  const run = (seed: number, test: number) =>
    runOf("BP", seed, { error: [5, 3], test_error: [.9, test] });
  const [{ metric, relation, change }] = compareFinalErrors(
    [run(0, .25), run(1, .5)],
    [run(0, .5), run(1, .5)],
  );
  assertEquals([metric, relation], ["test_error", "difference"]);
  assertEquals(change, estimate([.25, 0], "arithmetic"));
});

Deno.test("compareFinalErrors() counts seeds that did not finish, and gives them no value", () => {
  const [{ a, b, change, shared }] = compareFinalErrors(
    errors("DI", { 0: 1, 1: 2, 2: 3 }),
    [
      ...errors("DI", { 0: 2 }),
      runOf("DI", 1, { error: [9] }, { ...diverged, status: "unstable" }),
      runOf("DI", 2, { error: [9, 8] }, diverged),
    ],
  );
  assertEquals(a.lost, "");
  assertEquals([b.seeds, b.count, b.lost], [3, 1, "1 diverged, 1 unstable"]);
  assertEquals([change.count, change.mean], [1, 2]);
  assertEquals(shared, [0, 1, 2]);
});

Deno.test("compareFinalErrors() keeps a model that one of the runs is without", () => {
  const compared = compareFinalErrors(
    [...errors("BP", { 0: 1 }), ...errors("DI", { 0: 1 })],
    [...errors("FA", { 0: 1 }), ...errors("BP", { 0: 1 })],
  );
  assertEquals(
    compared.map(({ item, a, b, change }) => [
      ...[item, a.seeds, b.seeds, change.mean],
    ]),
    [["BP", 1, 1, 1], ["DI", 1, 0, NaN], ["FA", 0, 1, NaN]],
  );
});

Deno.test("compareFinalErrors() of runs that measured no error is empty", () => {
  assertEquals(compareFinalErrors([runOf("BP", 0, { angle: [1] })], []), []);
});
