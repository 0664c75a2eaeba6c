import { assertEquals } from "@std/assert";
import { jsonlText } from "../../../../../pipeline/engine/plan/formats/jsonl.ts";
import { outlineOf } from "./outline_of.ts";

Deno.test("jsonlText() has a line for each node, whose command a shell takes", () => {
  const text = jsonlText(outlineOf({ "a/x": [], "b/it's": ["a/x"] }));
  assertEquals(text.trimEnd().split("\n").map((line) => JSON.parse(line)), [
    {
      ...{ node: "a/x", needs: [], seconds: null },
      command: "echo node '--set=a b' a/x",
    },
    {
      ...{ node: "b/it's", needs: ["a/x"], seconds: 1 },
      command: "echo node '--set=a b' 'b/it'\\''s'",
    },
  ]);
  assertEquals(jsonlText(outlineOf({})), "");
});
