import { assertEquals } from "@std/assert";
import {
  isShowable,
  plural,
  quoted,
  readDecimal,
  shortened,
  showable,
} from "../../../../pipeline/engine/text/words.ts";

Deno.test("plural() gives a noun the form of its count", () => {
  const texts = [0, 1, 2].map((count) => plural(count, "file"));
  assertEquals(texts, ["0 files", "1 file", "2 files"]);
});

Deno.test("quoted() puts a word in quotes where it would not be seen, or would end early", () => {
  assertEquals(["BP", "", " ", "3 apples", "a\nb"].map(quoted), [
    ...["BP", '""', '" "', '"3 apples"', '"a\\nb"'],
  ]);
});

Deno.test("quoted() and shortened() cut what nobody would read to its end", () => {
  const word = "a".repeat(1000);
  assertEquals(quoted(word), `${"a".repeat(200)}…`);
  assertEquals(quoted(`a ${word}`), `"a ${"a".repeat(198)}…"`);
  assertEquals(shortened(`no ${word}; b`), `no ${"a".repeat(200)}…; b`);
  const path = `/${"a".repeat(255)}/b`;
  assertEquals(shortened(`Cannot read ${path}`), `Cannot read ${path}`);
});

Deno.test("isShowable() refuses what speaks to a terminal, turns a text round or breaks its line, and showable() escapes that", () => {
  for (const text of ["", "train/a-b seed 0", "η = 0.1 → 10⁻³, é, 数"]) {
    assertEquals([isShowable(text), showable(text)], [true, text]);
  }
  const refused = [0x07, 0x0a, 0x1b, 0x9b, 0x200b, 0x202e, 0x2066, 0x2028];
  for (const code of refused) {
    const text = `a${String.fromCodePoint(code)}b`;
    assertEquals(isShowable(text), false, code.toString(16));
    const escape = `\\u{${code.toString(16)}}`;
    assertEquals(showable(text), `a${escape}b`);
  }
});

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
