import { assertEquals } from "@std/assert";
import {
  decodeReadings,
  encodeReadings,
  readingsOf,
} from "../../../lib/claims/readings.ts";
import { claimedWorld, runsOf } from "./world.ts";

const runs = runsOf(claimedWorld([0, 7]));

Deno.test("readingsOf() takes of each model and seed what claims measure of it, and no more", () => {
  const { BP, DI } = readingsOf(
    runs["mnist-classification"].concat(runs["linear-regression"]),
    "linear-regression",
  );
  assertEquals(Object.keys(BP), [
    "last error of iterations 1999 to 1999",
    "last error of iterations 0 to 0",
    "last error of iterations 199 to 199",
  ]);
  assertEquals(Object.keys(DI["losses of stability to iteration 1999"]), [
    "0",
    "7",
  ]);
});

Deno.test("readingsOf() says why a run has no number", () => {
  const [BP] = runs["linear-regression"];
  const outcome = { status: "diverged", iteration: 5, reason: "so" } as const;
  const ended = { ...BP, trace: { ...BP.trace, outcome } };
  assertEquals(
    readingsOf([ended], "linear-regression").BP[
      "last error of iterations 199 to 199"
    ],
    { 0: "diverged at iteration 5: so" },
  );
});

Deno.test("decodeReadings() gives back numbers, infinite ones too, and reasons", () => {
  const readings = {
    DI: {
      it: { 0: 1e-300, 1: Infinity, 2: -Infinity, 3: NaN, 4: "no Infinity" },
    },
  };
  assertEquals(decodeReadings(encodeReadings(readings)), readings);
});
