import { assertEquals } from "@std/assert";
import { readDecimal } from "../../../../pipeline/engine/text/decimal.ts";

Deno.test("readDecimal() reads numbers as people write them", () => {
  assertEquals(
    [".001", "+0.001", "1.", "1e-3", " 5 ", "-7", "1E3", "007", "1e999"].map(
      readDecimal,
    ),
    [0.001, 0.001, 1, 1e-3, 5, -7, 1000, 7, Infinity],
  );
});

Deno.test("readDecimal() reads nothing that is not decimal", () => {
  const others = ["", " ", ".", "-", "e5", "0x10", "0b1", "1_000", "1,5"];
  const words = ["Infinity", "-Infinity", "NaN", "1e", "1n", "--1", "1 2"];
  for (const text of [...others, ...words]) {
    assertEquals(readDecimal(text), undefined, text);
  }
});
