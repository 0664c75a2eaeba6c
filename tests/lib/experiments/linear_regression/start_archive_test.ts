import { assertEquals } from "@std/assert";
import {
  decodeStart,
  encodeStart,
} from "../../../../lib/experiments/linear_regression/start_archive.ts";
import { goldenRuns } from "./golden.ts";
import { startOf } from "./starts.ts";

Deno.test("decodeStart() gives back what encodeStart() was given", () => {
  const start = startOf(goldenRuns["linear-regression, seed 0"]);
  assertEquals(decodeStart(encodeStart(start)), start);
});
