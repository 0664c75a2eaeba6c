import { assertEquals } from "@std/assert";
import { goalNames } from "../../../../pipeline/engine/cli/goal_names.ts";

Deno.test("goalNames() puts experiments first, then figures, then what is below, each without its seeds once", () => {
  assertEquals(
    goalNames([
      "fetch/mnist",
      "initialise/linear-regression/seed-0",
      "train/linear-regression/BP/seed-0",
      "train/linear-regression/BP/seed-1",
      "render/figure-3a",
      "report",
    ]),
    [
      ...["linear-regression", "mnist", "figure-3a", "report"],
      "linear-regression/BP",
      ...["fetch/mnist", "initialise/linear-regression"],
      ...["train/linear-regression/BP", "render/figure-3a"],
    ],
  );
});
