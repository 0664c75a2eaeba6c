/**
 * Figures of several panels: as printed where a page is wide, in two columns or one where it is not.
 * The drawing stays as it is, and styles move its panels.
 */
import { wordParts } from "../figures/class_names.ts";
import type { ReportResults } from "./inputs.ts";
import { Markup } from "./markup.ts";

/** A drawing whose panels can be moved. */
export interface Arranged {
  drawing: Markup;
  /** the styles that move them */
  rules: string;
  /** what was run and is drawn, for where the drawing has no room to say it */
  words: Markup;
}

interface Size {
  width: number;
  height: number;
}

/** A part of a drawing, in its pixels. */
interface Part extends Size {
  x: number;
  y: number;
  /** of the element that is moved */
  className: string;
}

/** A drawing is as printed in a box of so many times its width; pixels of a box for two columns, and of a panel too wide for one. */
const [leastShare, leastOfTwo, broad] = [.9, 680, 480];

/** The widest that one column and two become, and of a drawing's width what is between columns and rows. */
const widest = ["30rem", "50rem"], gapShare = .025;

/**
 * Figure `name` for a page; undefined if its drawing has no words around panels. In one column a
 * broad panel's own figure, elsewhere on the page, stands in for it.
 */
export function arrange(
  name: string,
  figures: ReportResults["figures"],
): Arranged | undefined {
  const { text } = figures[name];
  const words = Object.values(wordParts)
    .map((part) => placeClass(`${name}-${part}`));
  const parts: Part[] = [];
  const standIns = new Map<Part, Part>();
  const drawing = text.replace("<svg ", '<svg preserveAspectRatio="xMinYMin" ')
    .replace(
      /<svg y="(.*?)" x="(.*?)"([^>]*)>.*?<\/svg>/gs,
      (svg, y, x, tag) => {
        const [, panel] = tag.match(/ class="(.*?)"/)!;
        const className = placeClass(panel);
        const part = { className, x: Number(x), y: Number(y), ...sizeIn(tag) };
        parts.push(part);
        const placed = `<g class="${className}">${svg}</g>`;
        const alone = panel.replace(/-(?=[a-z]$)/, "");
        if (part.width <= broad || !figures[alone]) return placed;
        const standIn = standInOf(alone, figures[alone]);
        standIns.set(part, standIn.part);
        return placed + standIn.svg;
      },
    );
  const panels = parts.filter(({ className }) => !words.includes(className));
  if (panels.length === parts.length) return undefined;

  const { width, height } = sizeIn(text);
  const one = panels.map((panel) => standIns.get(panel) ?? panel);
  const replaced = [...standIns.keys()].map(({ className }) => className);
  const layout = (shown: readonly Part[], columns: 1 | 2) => {
    const { moved, bottom } = moves(shown, { width, columns });
    const hidden = columns === 1 ? [...words, ...replaced] : words;
    return [
      `.plot>.${name}{width:100%;max-width:${
        widest[columns - 1]
      };aspect-ratio:${width}/${Math.max(height, bottom)}}`,
      `.${name}+.words{display:block}`,
      `${hidden.map((part) => `.${part}`)}{display:none}`,
      ...moved,
    ].join("");
  };
  const printed = Math.round(leastShare * width);
  const [, description] = text.match(/<desc .*?>(.*?)<\/desc>/s)!;
  return {
    drawing: new Markup(drawing),
    rules: [
      `@container (width<${Math.min(printed, leastOfTwo)}px){${
        layout(one, 1)
      }}`,
      ...printed <= leastOfTwo ? [] : [
        `@container (width>=${leastOfTwo}px) and (width<${printed}px){${
          layout(byRow(panels), 2)
        }}`,
      ],
      // the page has the title above
      `.${placeClass(`${name}-${wordParts.head}`)}{display:none}`,
    ].map((rule) => `${rule}\n`).join(""),
    words: new Markup(description.split("\n").slice(1).join(" ")),
  };
}

/** Panels as rows have them, so that one whose numbers stand below another is below it in two columns, too. */
function byRow(panels: readonly Part[]): Part[] {
  return panels.toSorted((a, b) => a.y - b.y || a.x - b.x);
}

function placeClass(part: string): string {
  return `${part}-place`;
}

/** The drawing of a figure once more, hidden until a style shows it. */
function standInOf(
  name: string,
  { text }: Markup,
): { part: Part; svg: string } {
  const { width, height } = sizeIn(text);
  const className = placeClass(`${name}-again`);
  const [scales = ""] = text.match(/ data-scales="[^"]*"/) ?? [];
  return {
    part: { className, x: 0, y: 0, width, height },
    svg: `<g class="stand-in ${className}" display="none"><svg${scales} ` +
      `width="${width}" height="${height}"><use href="#${
        drawingId(name)
      }"/></svg></g>`,
  };
}

/** The id by which a drawing of one panel can be drawn again. */
export function drawingId(name: string): string {
  return `${name}-drawing`;
}

function sizeIn(text: string): Size {
  const [, width, height] = text.match(/ viewBox="0 0 (\S+) (\S+)"/)!;
  return { width: Number(width), height: Number(height) };
}

/** The styles that move panels into rows of one or two, a broad one alone in its row, and where the last row ends. */
function moves(
  panels: readonly Part[],
  { width, columns }: { width: number; columns: 1 | 2 },
): { moved: string[]; bottom: number } {
  const gap = gapShare * width;
  const half = (width - gap) / 2;
  let [column, top, bottom] = [0, 0, -gap];
  const moved = panels.map(({ className, x, y, ...size }) => {
    const isAlone = columns === 1 || size.width > broad;
    if (isAlone || column === columns) [column, top] = [0, bottom + gap];
    if (column === 0) top = bottom + gap;
    const times = (isAlone ? width : half) / size.width;
    const left = column * (half + gap);
    column = isAlone ? columns : column + 1;
    bottom = Math.max(bottom, top + times * size.height);
    const [across, down] = [left - times * x, top - times * y]
      .map((by) => by.toFixed(1));
    return `.${className}{display:inline;transform:translate(${across}px,${down}px) scale(${
      times.toFixed(4)
    })}`;
  });
  return { moved, bottom: Math.ceil(bottom) };
}
