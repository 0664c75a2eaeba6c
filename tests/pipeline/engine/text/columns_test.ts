import { assertEquals } from "@std/assert";
import { columns } from "../../../../pipeline/engine/text/columns.ts";

const rows = [["node", "same", "new"], ["train/x", "1", ""]];

Deno.test("columns() sets cells below each other, and leaves no blanks at a line's end", () => {
  assertEquals(columns(rows), ["  node     same  new", "  train/x  1"]);
});

Deno.test("columns() sets numbers below each other's end", () => {
  assertEquals(columns(rows, { indent: "", pad: "padStart" }), [
    "node     same  new",
    "train/x     1",
  ]);
});
