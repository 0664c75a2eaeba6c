/** The one door to Graphviz, which loads slowly: import this module only to draw. */
import { instance } from "@viz-js/viz";
import { type Diagram, states } from "./diagram.ts";
import { descriptionOf } from "./diagram_text.ts";
import { dotText } from "./dot.ts";
import { ink, paper, stateStyles } from "./state_style.ts";

const graphviz = await instance();

/** A picture of the graph as an SVG file that names and describes itself, and is dark on a dark screen. */
export function svgText(diagram: Diagram, title: string): string {
  const drawn = graphviz.renderString(dotText(diagram, title), {
    format: "svg",
  });
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
