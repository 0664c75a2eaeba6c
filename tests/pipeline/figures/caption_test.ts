import { assertEquals } from "@std/assert";
import {
  endingLines,
  runLine,
  wrap,
} from "../../../pipeline/figures/caption.ts";
import { figure3a, figure3d } from "../../../pipeline/figures/figure_3.ts";
import { visibleCurves } from "../../../pipeline/figures/visible_curves.ts";
import { resultsOf, run } from "./results.ts";

const diverged = (iteration: number) =>
  ({ status: "diverged", iteration, reason: "made up" }) as const;
const value = () => 1;

Deno.test("runLine() tells profile, seeds and examples", () => {
  const { summary } = resultsOf([run("BP", 4, { value })]);
  assertEquals(
    runLine(figure3a, summary, 1999),
    "test profile · seed 4 · to example 2,000",
  );
  const two = { ...summary, seeds: [0, 1] };
  assertEquals(
    runLine(figure3a, two, 1999),
    "test profile · 2 seeds: geometric mean and 95 % interval · to example 2,000",
  );
  assertEquals(
    runLine(figure3d, two, 1999),
    "test profile · 2 seeds: mean and 95 % interval · first 500 of 2,000 examples",
  );
});

Deno.test("runLine() tells epochs, of a run that has them", () => {
  const told = (epochs: number) => {
    const settings = { epochs, examples: 60000 };
    const { summary } = resultsOf([run("BP", 4, { value })], { settings });
    return runLine(figure3a, summary, 1999);
  };
  assertEquals(
    told(15),
    "test profile · seed 4 · 15 epochs of 60,000 examples",
  );
  assertEquals(told(1), "test profile · seed 4 · 60,000 examples");
});

Deno.test("endingLines() tells of each seed that stopped early, then counts", () => {
  const runs = [0, 1, 2, 3, 4, 5].map((seed) =>
    run("DI", seed, { value, outcome: diverged(1000 + seed) })
  );
  const lines = endingLines(visibleCurves(figure3a, resultsOf(runs)));
  assertEquals(lines[0], "× DI, seed 0, diverged at iteration 1,000");
  assertEquals(lines.length, 5);
  assertEquals(lines[4], "× and 2 more that stopped early");
});

Deno.test("endingLines() tells nothing of what lies beyond the panel", () => {
  const late = run("DI", 0, {
    metric: "angle_feedback_1",
    value,
    outcome: diverged(700),
  });
  assertEquals(endingLines(visibleCurves(figure3d, resultsOf([late]))), []);
});

Deno.test("wrap() breaks between words alone", () => {
  assertEquals(wrap(["one two three", "four"], 8), [
    "one two",
    "three",
    "four",
  ]);
  assertEquals(wrap(["unbreakable"], 4), ["unbreakable"]);
});
