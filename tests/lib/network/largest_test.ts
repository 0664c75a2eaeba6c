import { assertEquals } from "@std/assert";
import { largest } from "../../../lib/network/largest.ts";

Deno.test("largest() finds the largest of values + b from `first` on, the first of equals", () => {
  const values = Float32Array.of(9, 9, 9, 1, 2, 3);
  assertEquals(largest(values, 3, [0, 0, 0]), 2);
  assertEquals(largest(values, 3, [5, 0, 0]), 0);
  assertEquals(largest(values, 3, [0, 1, 0]), 1);
  assertEquals(largest(values, 0, [-1, 0, 0]), 1);
});
