import { type Diagram, type State, states } from "./diagram.ts";
import { leadingState, linesOf, totalsOf } from "./diagram_text.ts";
import { ink, paper, stateStyles } from "./state_style.ts";

/** A picture of the graph in Graphviz's language, with a legend that counts the nodes in every state. */
export function dotText(diagram: Diagram, title: string): string {
  const totals = totalsOf(diagram.boxes);
  const legend = states.map((state) => quoted(`${totals[state]} ${state}`));
  const text = `fontname=Courier, fontsize=11, fontcolor="${ink.light}"`;
  const statements = [
    `graph [rankdir=LR, nodesep=.14, pad=.2, bgcolor="${paper.light}", ${text}]`,
    `graph [labelloc=t, labeljust=l, label=${quoted(title)}]`,
    `node [shape=box, height=.3, ${text}]`,
    `edge [color="${ink.light}8c", arrowsize=.7]`,
    ...diagram.boxes.map((box) =>
      `${quoted(box.name)} [label=${quoted(linesOf(box).join("\n"))}, ${
        styleOf(leadingState(box))
      }]`
    ),
    ...diagram.arrows.map(([from, to]) => `${quoted(from)} -> ${quoted(to)}`),
    ...states.map((state, i) => `${legend[i]} [${styleOf(state)}]`),
    `${legend.join(" -> ")} [style=invis]`,
  ];
  return `digraph pipeline {\n${
    statements.map((statement) => `  ${statement};\n`).join("")
  }}\n`;
}

function styleOf(state: State): string {
  const { light, border, width } = stateStyles[state];
  return `class=${state}, style="filled,${border}", penwidth=${width}, fillcolor="${light.fill}", color="${light.line}"`;
}

/** Graphviz's strings escape quotes and ends of lines as JSON's do. */
const quoted = JSON.stringify;
