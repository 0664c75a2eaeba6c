import { assertEquals } from "@std/assert";
import { goalNames } from "../../../../pipeline/engine/cli/workspace.ts";

Deno.test("goalNames() puts the usual names first, then other short ones, then what is below, each without its seeds once", () => {
  assertEquals(
    goalNames([
      "fetch/mnist",
      "initialise/linear-regression/seed-0",
      "train/linear-regression/BP/seed-0",
      "train/linear-regression/BP/seed-1",
      "render/figure-3a",
      "report",
    ], ["linear-regression", "nonlinear-regression"]),
    [
      ...["linear-regression", "mnist", "figure-3a", "report"],
      "linear-regression/BP",
      ...["fetch/mnist", "initialise/linear-regression"],
      ...["train/linear-regression/BP", "render/figure-3a"],
    ],
  );
});
