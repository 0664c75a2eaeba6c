import type { SvgElement } from "../../figures/svg_element.ts";
import {
  createElement,
  createRoot,
  emptyDocument,
  fileText,
} from "../../figures/svg_file.ts";
import { ink, paper } from "../../figures/style.ts";
import { type Box, type Diagram, type State, states } from "./diagram.ts";
import { place, type Placement, type Point, type Size } from "./place.ts";
import { dashes, stateStyles } from "./state_style.ts";
import { descriptionOf, leadingState, linesOf, totalsOf } from "./words.ts";

/** Class of the root and beginning of every id. */
const name = "pipeline";

/** Pixels of a letter, a line, and around the words of a box or the whole. */
const letter = 6.7;
const lineHeight = 15;
const padding = 8;
const margin = 16;

/** Pixels above the boxes for the title, and below them for the legend. */
const head = 44;
const foot = 56;

type Make = (
  tag: string,
  attributes: Record<string, string>,
  content?: SvgElement[] | string,
) => SvgElement;

/** A picture of the graph as an SVG file, with a legend that counts the nodes in every state. */
export function svgDiagram(diagram: Diagram, title: string): string {
  const sizes = new Map(diagram.boxes.map((box) => [box.name, sizeOf(box)]));
  const placement = place(sizes, diagram.arrows);
  const document = emptyDocument();
  const make: Make = (tag, attributes, content) =>
    createElement(document, tag, attributes, content);
  const legend = states.map((state) => `${totalsOf(diagram)[state]} ${state}`);
  const width = Math.ceil(
    Math.max(placement.width, letter * title.length, legendWidth(legend)),
  ) + 2 * margin;
  const height = Math.ceil(placement.height) + head + foot;
  const root = createRoot(document, { name, width, height });
  root.append(
    make("defs", {}, [arrowHead(make)]),
    words(make, [title], { x: margin, y: 26, bold: true }),
    make("g", { transform: `translate(${margin} ${head})` }, [
      ...drawArrows(placement, make),
      ...diagram.boxes.map((box) =>
        drawBox(linesOf(box), {
          state: leadingState(box),
          middle: placement.middles.get(box.name)!,
          ...sizes.get(box.name)!,
        }, make)
      ),
    ]),
    ...drawLegend(legend, { y: height - foot / 2, make }),
  );
  return fileText(root, {
    name,
    title,
    description: descriptionOf(diagram),
    css: darkRules(),
    byClass: { [name]: { color: ink.light } },
    document,
  });
}

function sizeOf(box: Box): Size {
  return sizeOfLines(linesOf(box));
}

function sizeOfLines(lines: readonly string[]): Size {
  return {
    width: letter * Math.max(...lines.map((line) => line.length)) + 2 * padding,
    height: lineHeight * lines.length + padding,
  };
}

function drawBox(
  lines: readonly string[],
  { state, middle: { x, y }, width, height }:
    & { state: State; middle: Point }
    & Size,
  make: Make,
): SvgElement {
  const { border, width: stroke, light } = stateStyles[state];
  const dash = dashes[border];
  const [left, top] = [x - width / 2, y - height / 2];
  return make("g", { class: state }, [
    make("rect", {
      x: `${left}`,
      y: `${top}`,
      width: `${width}`,
      height: `${height}`,
      rx: "4",
      fill: light.fill,
      stroke: light.line,
      "stroke-width": `${stroke}`,
      ...dash ? { "stroke-dasharray": dash } : {},
    }),
    words(make, lines, { x: left + padding, y: top + lineHeight }),
  ]);
}

/** Lines of text, the first of them on the line `y`. */
function words(
  make: Make,
  lines: readonly string[],
  { x, y, bold = false }: Point & { bold?: boolean },
): SvgElement {
  return make(
    "text",
    {
      "font-family":
        "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
      "font-size": "11",
      ...bold ? { "font-weight": "bold" } : {},
      fill: "currentColor",
    },
    lines.map((line, i) =>
      make("tspan", { x: `${x}`, y: `${y + i * lineHeight}` }, line)
    ),
  );
}

function arrowHead(make: Make): SvgElement {
  return make("marker", {
    id: `${name}-arrow`,
    viewBox: "0 0 8 8",
    refX: "7",
    refY: "4",
    markerWidth: "7",
    markerHeight: "7",
    orient: "auto",
  }, [make("path", { d: "M0 0L8 4L0 8z", fill: "currentColor" })]);
}

function drawArrows({ arrows }: Placement, make: Make): SvgElement[] {
  return arrows.map((points) =>
    make("path", {
      d: smooth(points),
      fill: "none",
      stroke: "currentColor",
      "stroke-opacity": ".55",
      "marker-end": `url(#${name}-arrow)`,
    })
  );
}

/** A path through points that are each to the right of the one before, level at every one. */
function smooth([first, ...rest]: readonly Point[]): string {
  let from = first;
  const bends = rest.map((to) => {
    const between = (from.x + to.x) / 2;
    const bend = `C${between} ${from.y} ${between} ${to.y} ${to.x} ${to.y}`;
    from = to;
    return bend;
  });
  return `M${first.x} ${first.y}${bends.join("")}`;
}

function legendWidth(legend: readonly string[]): number {
  return legend.reduce((sum, text) => sum + sizeOfLines([text]).width, 0) +
    margin * (legend.length - 1);
}

/** One small box for each state, from left to right. */
function drawLegend(
  legend: readonly string[],
  { y, make }: { y: number; make: Make },
): SvgElement[] {
  let left = margin;
  return legend.map((text, i) => {
    const size = sizeOfLines([text]);
    const middle = { x: left + size.width / 2, y };
    left += size.width + margin;
    return drawBox([text], { state: states[i], middle, ...size }, make);
  });
}

/** The rules that turn the picture, drawn light, dark on a dark screen. */
function darkRules(): string {
  const rules = [
    `.${name}{color:${ink.dark}}`,
    `.${name} .paper{fill:${paper.dark}}`,
    ...states.map((state) => {
      const { fill, line } = stateStyles[state].dark;
      return `.${name} .${state} rect{fill:${fill};stroke:${line}}`;
    }),
  ];
  return `@media screen and (prefers-color-scheme:dark){${rules.join("")}}`;
}
