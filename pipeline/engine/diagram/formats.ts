/** A picture of the graph as Mermaid, DOT or SVG, the last by Graphviz, to which this module is the one door. */
import {
  countTexts,
  descriptionOf,
  type Diagram,
  type State,
  states,
} from "./diagram.ts";

/**
 * Of each state: border and its width, then the colours of inside and border on a light
 * and on a dark page. Borders, and the word in the box, tell states apart where colours do not.
 */
const styles: Record<State, [Border, number, string[], string[]]> = {
  fresh: ["solid", 1.5, ["#dafbe1", "#1a7f37"], ["#12261e", "#3fb950"]],
  stale: ["dashed", 2, ["#fff8c5", "#9a6700"], ["#2e2a1f", "#d29922"]],
  missing: ["dotted", 2, ["#ffebe9", "#cf222e"], ["#3c1618", "#f85149"]],
  waiting: ["dashed", 1, ["#f6f8fa", "#59636e"], ["#151b23", "#9198a1"]],
};
type Border = keyof typeof dashes;

/** Of words and arrows, and what they are on. */
const ink = { light: "#24292f", dark: "#e6edf3" };
const paper = { light: "#ffffff", dark: "#0d1117" };

/** Mermaid's words for borders. */
const dashes = {
  ...{ solid: "", dashed: "stroke-dasharray:6 3," },
  dotted: "stroke-dasharray:1.5 3,",
};

/** A picture of the graph as the text of a Mermaid flowchart. */
export function mermaidText(diagram: Diagram, title: string): string {
  const ids = new Map(diagram.boxes.map(({ name }, i) => [name, `n${i + 1}`]));
  const lines = [
    `accTitle: ${title}`,
    `accDescr: ${descriptionOf(diagram)}`,
    ...diagram.boxes.map(({ name, lines, state }) =>
      `${ids.get(name)}["${lines.join("<br/>")}"]:::${state}`
    ),
    ...diagram.arrows.map(([from, to]) =>
      `${ids.get(from)} --> ${ids.get(to)}`
    ),
    ...states.map((state) => {
      const [border, width, [fill, line]] = styles[state];
      return `classDef ${state} fill:${fill},stroke:${line},stroke-width:${width}px,${
        dashes[border]
      }color:${ink.light}`;
    }),
  ];
  return `flowchart LR\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

/** Graphviz's strings escape quotes and ends of lines as JSON's do. */
const quoted = JSON.stringify;

/** A picture of the graph in Graphviz's language, with a legend that counts the nodes in every state. */
export function dotText({ boxes, arrows }: Diagram, title: string): string {
  const found = boxes.flatMap(({ states }) => states);
  const legend = countTexts(found, states).map((text) => quoted(text));
  const text = `fontname=Courier, fontsize=11, fontcolor="${ink.light}"`;
  const styleOf = (state: State) => {
    const [border, width, [fill, line]] = styles[state];
    return `class=${state}, style="filled,${border}", penwidth=${width}, fillcolor="${fill}", color="${line}"`;
  };
  const statements = [
    `graph [rankdir=LR, nodesep=.14, pad=.2, bgcolor="${paper.light}", ${text}]`,
    `graph [labelloc=t, labeljust=l, label=${quoted(title)}]`,
    `node [shape=box, height=.3, ${text}]`,
    `edge [color="${ink.light}8c", arrowsize=.7]`,
    ...boxes.map(({ name, lines, state }) =>
      `${quoted(name)} [label=${quoted(lines.join("\n"))}, ${styleOf(state)}]`
    ),
    ...arrows.map(([from, to]) => `${quoted(from)} -> ${quoted(to)}`),
    ...states.map((state, i) => `${legend[i]} [${styleOf(state)}]`),
    `${legend.join(" -> ")} [style=invis]`,
  ];
  const lines = statements.map((statement) => `  ${statement};\n`);
  return `digraph pipeline {\n${lines.join("")}}\n`;
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
      const [, , , [fill, line]] = styles[state];
      return `.${state} polygon{fill:${fill};stroke:${line}}`;
    }),
  ].map((rule) => `.pipeline ${rule}`);
  return `@media screen and (prefers-color-scheme:dark){${rules.join("")}}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
