import { assertEquals } from "@std/assert";
import { plural } from "../../../../pipeline/engine/text/plural.ts";

Deno.test("plural() gives a noun the form of its count", () => {
  const texts = [0, 1, 2].map((count) => plural(count, "file"));
  assertEquals(texts, ["0 files", "1 file", "2 files"]);
});
