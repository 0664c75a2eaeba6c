import { type Diagram, states } from "./diagram.ts";
import {
  descriptionOf,
  ink,
  leadingState,
  linesOf,
  stateStyles,
} from "./diagram_text.ts";

const dashes = { solid: "", dashed: "6 3", dotted: "1.5 3" };

/** A picture of the graph as the text of a Mermaid flowchart. */
export function mermaidText(diagram: Diagram, title: string): string {
  const ids = new Map(diagram.boxes.map(({ name }, i) => [name, `n${i + 1}`]));
  const classes = states.map((state) => {
    const { light, border, width } = stateStyles[state];
    const dash = dashes[border] && `stroke-dasharray:${dashes[border]},`;
    return `classDef ${state} fill:${light.fill},stroke:${light.line},stroke-width:${width}px,${dash}color:${ink.light}`;
  });
  const lines = [
    `accTitle: ${title}`,
    `accDescr: ${descriptionOf(diagram)}`,
    ...diagram.boxes.map((box) =>
      `${ids.get(box.name)}["${linesOf(box).join("<br/>")}"]:::${
        leadingState(box)
      }`
    ),
    ...diagram.arrows.map(([from, to]) =>
      `${ids.get(from)} --> ${ids.get(to)}`
    ),
    ...classes,
  ];
  return `flowchart LR\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
