/**
 * Small drawings of lines as SVG text: the same whether the page is made with them or its script
 * draws them anew. Colours come from classes, see `drawnColours`, and so turn dark with the page.
 */
import { verticalText, verticalTicks } from "../../figures/frame.ts";
import { escapeXml } from "../../figures/text.ts";

/** One direction of a drawing. */
export interface Axis {
  label: string;
  from: number;
  to: number;
  /** whether by powers of ten; both ends are then above zero */
  log?: boolean;
  /** where it is marked; round numbers if left out */
  ticks?: readonly number[];
}

/** A line through points in the units of the axes; it has a gap where one is not finite. */
export interface Line {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** classes: `classOf(model)` for a colour, `pale` for a broad one, `thin`, `dotted` */
  className: string;
  /** stands at its end, beside the frame */
  name?: string;
}

/** A mark at a point in the units of the axes; one outside lies on the edge of the frame. */
export interface Dot {
  x: number;
  y: number;
  className: string;
  /** in pixels; defaults to 3.5 */
  radius?: number;
}

/** What is drawn, later above earlier: regions, guides, lines, dots. */
export interface Plot {
  /** says what it shows to those who cannot see it */
  label: string;
  x: Axis;
  y: Axis;
  /** filled from one x to another, over the whole height */
  regions?: readonly { from: number; to: number; className: string }[];
  /** straight lines across the frame, at an x or a y */
  guides?: readonly ({ x: number } | { y: number })[];
  lines?: readonly Line[];
  dots?: readonly Dot[];
  /** in pixels; default to 350 and 250 */
  width?: number;
  height?: number;
  /** pixels to the left and right of the frame, for numbers and for names; default to 46 and 12 */
  left?: number;
  right?: number;
}

const top = 28, below = 42, nameHeight = 15;
const usual = { width: 350, height: 250, left: 46, right: 12 };

/** The size of the frame of a drawing of the usual size, in pixels. */
export const frameAcross = usual.width - usual.left - usual.right;
export const frameDown = usual.height - top - below;

/** The SVG of a drawing, one element. */
export function plot(
  { label, x, y, regions = [], guides = [], lines = [], dots = [], ...size }:
    Plot,
): string {
  const { width, height, left, right } = { ...usual, ...size };
  const across = width - left - right, down = height - top - below;
  const atX = scale(x, 0, across), atY = scale(y, down, 0);
  const inside = [
    ...regions.map(({ from, to, className }) => {
      const [a, b] = [atX(from), atX(to)];
      return `<rect class="${className}" x="${a}" y="0" width="${
        pixels(b - a)
      }" height="${down}"/>`;
    }),
    ...guides.map((guide) => {
      const path = "x" in guide
        ? `M${atX(guide.x)},0v${down}`
        : `M0,${atY(guide.y)}h${across}`;
      return `<path class="guide" d="${path}"/>`;
    }),
    ...lines.map((line) =>
      `<path class="line ${line.className}" d="${path(line, atX, atY)}"/>`
    ),
  ];
  const marks = dots.map(({ x, y, className, radius = 3.5 }) =>
    `<circle class="dot ${className}" cx="${within(atX(x), across)}" cy="${
      within(atY(y), down)
    }" r="${radius}"/>`
  );
  return `<svg class="drawn" role="img" aria-label="${
    escapeXml(label)
  }" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<g transform="translate(${left},${top})">` +
    marksOf(x).map(([value, text]) =>
      `<path class="axis" d="M${
        atX(value)
      },${down}v4"/><text class="tick" text-anchor="middle" x="${
        atX(value)
      }" y="${down + 18}">${text}</text>`
    ).join("") +
    marksOf(y).map(([value, text]) =>
      `<path class="axis" d="M0,${
        atY(value)
      }h-4"/><text class="tick" text-anchor="end" x="-7" y="${
        atY(value)
      }" dy=".35em">${text}</text>`
    ).join("") +
    `<text class="tick" x="${-left}" y="-14">${escapeXml(y.label)}</text>` +
    `<text class="tick" text-anchor="end" x="${across}" y="${down + 37}">${
      escapeXml(x.label)
    }</text>` +
    // a nested element cuts off what leaves the frame
    `<svg width="${across}" height="${down}">${inside.join("")}</svg>` +
    `<path class="axis" d="M0,0v${down}h${across}"/>${marks.join("")}${
      names(lines, { atX, atY, across, down })
    }</g></svg>`;
}

/** From the units of an axis to pixels. */
function scale({ from, to, log }: Axis, first: number, last: number) {
  const of = log ? Math.log10 : (value: number) => value;
  const [start, length] = [of(from), of(to) - of(from)];
  return (value: number) => {
    const at = first + (of(value) - start) / length * (last - first);
    // far outside is as good as farther, and a number that SVG knows
    return pixels(Math.max(-1e4, Math.min(1e4, at)));
  };
}

function pixels(value: number): number {
  return Math.round(10 * value) / 10 + 0;
}

function within(value: number, size: number): number {
  return Math.max(0, Math.min(size, value));
}

function marksOf({ label, from, to, log, ticks }: Axis): [number, string][] {
  const axis = { label, scale: log ? "log" : "linear" } as const;
  return (ticks ?? verticalTicks(axis, [from, to], 7))
    .map((value) => [value, verticalText(axis, value)]);
}

function path(
  { x, y }: Line,
  atX: (value: number) => number,
  atY: (value: number) => number,
): string {
  let d = "", letter = "M", before = "";
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) letter = "M";
    else {
      const place = `${atX(x[i])},${atY(y[i])}`;
      if (place !== before || letter === "M") d += letter + place;
      [letter, before] = ["L", place];
    }
  }
  return d;
}

/** Names at the ends of lines, moved apart where they would lie on each other. */
function names(
  lines: readonly Line[],
  { atX, atY, across, down }: {
    atX: (value: number) => number;
    atY: (value: number) => number;
    across: number;
    down: number;
  },
): string {
  const named = lines.filter(({ name, y }) =>
    name !== undefined && Number.isFinite(y[y.length - 1])
  ).map(({ name, x, y, className }) => {
    const end = within(atY(y[y.length - 1]), down);
    const reaches = atX(x[x.length - 1]) > across - 5;
    return { name: name!, className, end, reaches, at: end };
  }).sort((a, b) => a.at - b.at);
  for (let i = 1; i < named.length; i++) {
    named[i].at = Math.max(named[i].at, named[i - 1].at + nameHeight);
  }
  for (let i = named.length - 1, most = down; i >= 0; i--) {
    named[i].at = Math.min(named[i].at, most);
    most = named[i].at - nameHeight;
  }
  return named.map(({ name, className, end, reaches, at }) => {
    const y = pixels(at);
    const leader = reaches
      ? `<path class="leader" d="M${across},${end}L${across + 7},${y}"/>`
      : "";
    return `${leader}<path class="line ${className}" d="M${
      across + 7
    },${y}h12"/><text class="tick" x="${across + 22}" y="${y}" dy=".35em">${
      escapeXml(name)
    }</text>`;
  }).join("");
}
