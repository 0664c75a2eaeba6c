import { assertEquals } from "@std/assert";
import { percent, significant } from "../../../../pipeline/report/numbers.ts";
import {
  compareCells,
  numberIn,
} from "../../../../pipeline/report/script/sort_key.ts";

Deno.test("numberIn() reads numbers as the page writes them", () => {
  for (const value of [0, 12.5, -3.21e-7, 4.5e-4, 1.23e8, -.5, 12300]) {
    assertEquals(numberIn(significant(value)), value, significant(value));
  }
  assertEquals(numberIn(percent(.0123)), 1.23);
  assertEquals(numberIn(" 3 of 20"), 3);
  assertEquals(numberIn("2.00 × 10⁻⁷ (1 to 3)"), 2e-7);
  assertEquals(numberIn("175.1° less (−176° to −174°)"), -175.1);
  assertEquals(numberIn("0.1° more"), .1);
  assertEquals(numberIn("∞"), Infinity);
  assertEquals(numberIn("BP"), undefined);
  assertEquals(numberIn("—"), undefined);
});

Deno.test("compareCells() orders numbers, then words, then what is not there, which stays last", () => {
  const cells = ["—", "DI", "∞", "10", "9", "BP", "∞"];
  const sorted = (descending: boolean) =>
    cells.toSorted((a, b) => compareCells(a, b, descending)).join(" ");
  assertEquals(sorted(false), "9 10 ∞ ∞ BP DI —");
  assertEquals(sorted(true), "∞ ∞ 10 9 DI BP —");
});
