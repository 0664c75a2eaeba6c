import { assertEquals } from "@std/assert";
import { dotText } from "../../../../pipeline/engine/diagram/dot.ts";
import { pictured } from "./pictured.ts";

Deno.test("dotText() writes a digraph whose boxes have the looks of their states, and a legend", () => {
  const { boxes, arrows } = pictured();
  const diagram = { boxes: boxes.slice(2, 4), arrows: arrows.slice(2, 3) };
  assertEquals(
    dotText(diagram, 'A "title"'),
    `digraph pipeline {
  graph [rankdir=LR, nodesep=.14, pad=.2, bgcolor="#ffffff", fontname=Courier, fontsize=11, fontcolor="#24292f"];
  graph [labelloc=t, labeljust=l, label="A \\"title\\""];
  node [shape=box, height=.3, fontname=Courier, fontsize=11, fontcolor="#24292f"];
  edge [color="#24292f8c", arrowsize=.7];
  "train/x" [label="train/x\\n2 models × 2 seeds\\n2 fresh, 1 stale, 1 missing", class=missing, style="filled,dotted", penwidth=2, fillcolor="#ffebe9", color="#cf222e"];
  "aggregate/x" [label="aggregate/x\\nwaiting", class=waiting, style="filled,dashed", penwidth=1, fillcolor="#f6f8fa", color="#59636e"];
  "train/x" -> "aggregate/x";
  "2 fresh" [class=fresh, style="filled,solid", penwidth=1.5, fillcolor="#dafbe1", color="#1a7f37"];
  "1 stale" [class=stale, style="filled,dashed", penwidth=2, fillcolor="#fff8c5", color="#9a6700"];
  "1 missing" [class=missing, style="filled,dotted", penwidth=2, fillcolor="#ffebe9", color="#cf222e"];
  "1 waiting" [class=waiting, style="filled,dashed", penwidth=1, fillcolor="#f6f8fa", color="#59636e"];
  "2 fresh" -> "1 stale" -> "1 missing" -> "1 waiting" [style=invis];
}
`,
  );
});
