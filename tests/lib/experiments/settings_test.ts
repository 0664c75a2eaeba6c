import { assertEquals } from "@std/assert";
import * as v from "valibot";
import {
  choice,
  count,
  flag,
  loopEntries,
  positive,
} from "../../../lib/experiments/settings.ts";

const descent = { rate: 1, minimumSteps: 1, maximumSteps: 9 };

/** What is said of a value that does not fit, or the value. */
function outcome(
  schema: v.GenericSchema,
  value: unknown,
): unknown {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : parsed.issues[0].message;
}

Deno.test("count() takes whole numbers from 1 to the largest", () => {
  const schema = count("examples", 20, 50);
  assertEquals(
    [undefined, 1, 50, 0, 1.5, "1", 51, Infinity].map((x) =>
      outcome(schema, x)
    ),
    [
      20,
      1,
      50,
      "it is less than 1",
      "it is not a whole number",
      "it is not a number",
      "it is greater than 50",
      "it is greater than 50",
    ],
  );
});

Deno.test("positive() takes numbers above 0 that single precision holds", () => {
  const schema = positive("learning rate", 0.1);
  assertEquals(
    [undefined, 1e-300, 0, 1e39, NaN].map((x) => outcome(schema, x)),
    [
      0.1,
      1e-300,
      "it is not positive",
      "it is greater than 1e+38",
      "it is not a number",
    ],
  );
});

Deno.test("flag() takes true and false", () => {
  const schema = flag("whether", true);
  assertEquals(
    [undefined, false, 1].map((x) => outcome(schema, x)),
    [true, false, "it is neither true nor false"],
  );
});

Deno.test("choice() takes what it offers, the first unless told otherwise", () => {
  const schema = choice("a way", ["straight", "round", 3]);
  assertEquals(
    [undefined, "round", 3, "3"].map((x) => outcome(schema, x)),
    ["straight", "round", 3, "it is neither straight, round nor 3"],
  );
});

Deno.test("the smoothing of loopEntries() takes 0, and what is above", () => {
  const { optimisationSmoothing } = loopEntries(descent);
  assertEquals(
    [undefined, 0.001, -1].map((x) => outcome(optimisationSmoothing, x)),
    [0, 0.001, "it is negative"],
  );
});
