import { assertEquals } from "@std/assert";
import { quoted } from "../../../../pipeline/engine/text/quoted.ts";

Deno.test("quoted() puts a word in quotes where it would not be seen, or would end early", () => {
  assertEquals(["BP", "", " ", "3 apples", "a\nb"].map(quoted), [
    ...["BP", '""', '" "', '"3 apples"', '"a\\nb"'],
  ]);
});
