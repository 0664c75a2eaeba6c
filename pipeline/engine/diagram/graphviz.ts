/** Pictures of the graph by Graphviz, to which this module is the one door. */
import { type Diagram, type State, states } from "./diagram.ts";
import {
  descriptionOf,
  ink,
  leadingState,
  linesOf,
  paper,
  stateStyles,
  totalsOf,
} from "./diagram_text.ts";

/** Graphviz's strings escape quotes and ends of lines as JSON's do. */
const quoted = JSON.stringify;

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

/** A picture of the graph as an SVG file that names and describes itself, and is dark on a dark screen. */
export async function svgText(
  diagram: Diagram,
  title: string,
): Promise<string> {
  const { instance } = await import("@viz-js/viz"); // loaded only for a drawing
  const dot = dotText(diagram, title);
  const drawn = (await instance()).renderString(dot, { format: "svg" });
  const root =
    '<svg class="pipeline" role="img" aria-labelledby="pipeline-title pipeline-description"';
  return drawn
    .slice(drawn.indexOf("<svg")) // no document type, no version of Graphviz
    .replaceAll(/<!--.*?-->\n/gs, "")
    .replace(/<svg([^>]*>)/, (_, attributes) =>
      `${root}${attributes}
<title id="pipeline-title">${escaped(title)}</title>
<desc id="pipeline-description">${escaped(descriptionOf(diagram))}</desc>
<style>${darkRules()}</style>`);
}

function darkRules(): string {
  const rules = [
    `.graph>polygon{fill:${paper.dark}}`,
    `text{fill:${ink.dark}}`,
    `.edge *{stroke:${ink.dark}}`,
    `.edge polygon{fill:${ink.dark}}`,
    ...states.map((state) => {
      const { fill, line } = stateStyles[state].dark;
      return `.${state} polygon{fill:${fill};stroke:${line}}`;
    }),
  ].map((rule) => `.pipeline ${rule}`);
  return `@media screen and (prefers-color-scheme:dark){${rules.join("")}}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
