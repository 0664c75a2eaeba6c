import { ink } from "../../figures/style.ts";
import { type Diagram, type State, states } from "./diagram.ts";
import { dashes, stateStyles } from "./state_style.ts";
import { descriptionOf, leadingState, linesOf } from "./words.ts";

/** A picture of the graph as the text of a Mermaid flowchart. */
export function mermaidText(diagram: Diagram, title: string): string {
  const ids = new Map(diagram.boxes.map(({ name }, i) => [name, `n${i + 1}`]));
  return [
    "flowchart LR",
    `  accTitle: ${title}`,
    `  accDescr: ${descriptionOf(diagram)}`,
    ...diagram.boxes.map((box) =>
      `  ${ids.get(box.name)}["${linesOf(box).join("<br/>")}"]:::${
        leadingState(box)
      }`
    ),
    ...diagram.arrows.map(([from, to]) =>
      `  ${ids.get(from)} --> ${ids.get(to)}`
    ),
    ...states.map((state) => `  classDef ${state} ${classOf(state)}`),
  ].join("\n") + "\n";
}

function classOf(state: State): string {
  const { light, border, width } = stateStyles[state];
  const dash = dashes[border];
  return [
    `fill:${light.fill}`,
    `stroke:${light.line}`,
    `stroke-width:${width}px`,
    ...dash ? [`stroke-dasharray:${dash}`] : [],
    `color:${ink.light}`,
  ].join(",");
}
