import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  dotText,
  mermaidText,
  svgText,
} from "../../../../pipeline/engine/diagram/formats.ts";
import { assertSnapshot } from "../../figures/snapshot.ts";
import { elementsOf } from "../../../support/well_formed.ts";
import { pictured } from "./pictured.ts";

const svg = await svgText(pictured(), 'Title, <T> & "U"');

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

Deno.test("svgText() draws what its snapshot shows", () => {
  assertSnapshot("pipeline", svg);
});

Deno.test("svgText() tells states apart by borders, with words beside colours", () => {
  const elements = elementsOf(svg);
  const borders = new Map<string, string>();
  elements.forEach(({ attributes }, i) => {
    const [, state] = /^node (\w+)$/.exec(attributes.get("class") ?? "") ?? [];
    if (state === undefined) return;
    const { name, attributes: box } = elements[i + 2];
    assertEquals(name, "polygon");
    const border = ["stroke-width", "stroke-dasharray"]
      .map((name) => box.get(name)).join(" ");
    borders.set(state, border);
    assertStringIncludes(svg, `${state}</text>`);
  });
  const states = ["fresh", "missing", "stale", "waiting"];
  assertEquals([...borders.keys()].sort(), states);
  assertEquals(new Set(borders.values()).size, states.length);
});

Deno.test("svgText() counts the nodes of every state in a legend", () => {
  for (const count of ["5 fresh", "1 stale", "1 missing", "3 waiting"]) {
    assertStringIncludes(svg, `>${count}</text>`);
  }
});

Deno.test("svgText() says what it shows to those who cannot see it, and has a dark side", () => {
  const [root, title, description] = elementsOf(svg);
  assertEquals(root.attributes.get("role"), "img");
  assertEquals(
    root.attributes.get("aria-labelledby"),
    [title, description].map(({ attributes }) => attributes.get("id")).join(
      " ",
    ),
  );
  assertStringIncludes(svg, "Title, &lt;T> &amp; ");
  assertStringIncludes(svg, "train: 2 fresh, 1 stale, 1 missing");
  assertStringIncludes(svg, "(prefers-color-scheme:dark)");
});

Deno.test("svgText() gives the same text for the same states", async () => {
  assertEquals(await svgText(pictured(), 'Title, <T> & "U"'), svg);
});

Deno.test("mermaidText() writes a flowchart of boxes, arrows and the looks of states", () => {
  const { boxes, arrows } = pictured();
  const diagram = { boxes: boxes.slice(1, 4), arrows: arrows.slice(1, 3) };
  assertEquals(
    mermaidText(diagram, "Title"),
    `flowchart LR
  accTitle: Title
  accDescr: Nodes in the direction of flow, each with arrows from what it needs. initialise: 2 fresh; train: 2 fresh, 1 stale, 1 missing; aggregate: 1 waiting.
  n1["initialise/x<br/>2 seeds<br/>2 fresh"]:::fresh
  n2["train/x<br/>2 models × 2 seeds<br/>2 fresh, 1 stale, 1 missing"]:::missing
  n3["aggregate/x<br/>waiting"]:::waiting
  n1 --> n2
  n2 --> n3
  classDef fresh fill:#dafbe1,stroke:#1a7f37,stroke-width:1.5px,color:#24292f
  classDef stale fill:#fff8c5,stroke:#9a6700,stroke-width:2px,stroke-dasharray:6 3,color:#24292f
  classDef missing fill:#ffebe9,stroke:#cf222e,stroke-width:2px,stroke-dasharray:1.5 3,color:#24292f
  classDef waiting fill:#f6f8fa,stroke:#59636e,stroke-width:1px,stroke-dasharray:6 3,color:#24292f
`,
  );
});
