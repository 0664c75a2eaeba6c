import { assertEquals } from "@std/assert";
import { holm } from "../../../lib/statistics/holm.ts";
import { assertClose } from "./close.ts";
import golden from "./golden.json" with { type: "json" };

Deno.test("holm() agrees with its definition in NumPy to 1e-15", () => {
  for (const { p, adjusted } of golden.holm) {
    holm(p).forEach((one, k) => assertClose(one, adjusted[k], 1e-15));
  }
});

Deno.test("holm() of one test changes nothing, and of none is nothing", () => {
  assertEquals([holm([.04]), holm([])], [[.04], []]);
});
