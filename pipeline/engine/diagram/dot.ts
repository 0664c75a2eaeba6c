import { ink } from "../../figures/style.ts";
import type { Box, Diagram } from "./diagram.ts";
import { stateStyles } from "./state_style.ts";
import { leadingState, linesOf } from "./words.ts";

/** A picture of the graph in Graphviz's language. */
export function dotText(diagram: Diagram, title: string): string {
  const statements = [
    "rankdir=LR",
    `label=${quoted(title)}`,
    `node [shape=box, fontname="monospace", fontsize=11, fontcolor=${
      quoted(ink.light)
    }]`,
    ...diagram.boxes.map((box) => `${quoted(box.name)} [${attributesOf(box)}]`),
    ...diagram.arrows.map(([from, to]) => `${quoted(from)} -> ${quoted(to)}`),
  ];
  return `digraph pipeline {\n${
    statements.map((statement) => `  ${statement};\n`).join("")
  }}\n`;
}

function attributesOf(box: Box): string {
  const { light, border, width } = stateStyles[leadingState(box)];
  return [
    `label=${quoted(linesOf(box).join("\n"))}`,
    `style="filled,${border}"`,
    `penwidth=${width}`,
    `fillcolor=${quoted(light.fill)}`,
    `color=${quoted(light.line)}`,
  ].join(", ");
}

/** Graphviz's strings escape quotes and ends of lines as JSON's do. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
