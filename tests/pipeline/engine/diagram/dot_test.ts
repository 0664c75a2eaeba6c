import { assertEquals } from "@std/assert";
import { dotText } from "../../../../pipeline/engine/diagram/dot.ts";
import { pictured } from "./pictured.ts";

Deno.test("dotText() writes a digraph whose boxes have the looks of their states", () => {
  const { boxes, arrows } = pictured();
  const diagram = { boxes: boxes.slice(2, 4), arrows: arrows.slice(2, 3) };
  assertEquals(
    dotText(diagram, "Title"),
    `digraph pipeline {
  rankdir=LR;
  label="Title";
  node [shape=box, fontname="monospace", fontsize=11, fontcolor="#24292f"];
  "train/x" [label="train/x\\n2 models × 2 seeds\\n2 fresh, 1 stale, 1 missing", style="filled,dotted", penwidth=2, fillcolor="#ffebe9", color="#cf222e"];
  "aggregate/x" [label="aggregate/x\\nwaiting", style="filled,dashed", penwidth=1, fillcolor="#f6f8fa", color="#59636e"];
  "train/x" -> "aggregate/x";
}
`,
  );
});
