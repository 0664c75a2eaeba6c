import { assertEquals } from "@std/assert";
import { mermaidText } from "../../../../pipeline/engine/diagram/mermaid.ts";
import { pictured } from "./pictured.ts";

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
