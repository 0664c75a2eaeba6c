import { assertEquals } from "@std/assert";
import { isShowable } from "../../../../pipeline/engine/text/showable.ts";

Deno.test("isShowable() refuses what speaks to a terminal, turns a text round or breaks its line", () => {
  for (const text of ["", "train/a-b seed 0", "η = 0.1 → 10⁻³, é, 数"]) {
    assertEquals(isShowable(text), true, text);
  }
  const refused = [0x07, 0x0a, 0x1b, 0x9b, 0x200b, 0x202e, 0x2066, 0x2028];
  for (const code of refused) {
    const text = `a${String.fromCodePoint(code)}b`;
    assertEquals(isShowable(text), false, code.toString(16));
  }
});
