import type { Panel, Place } from "./figure.ts";

/** The sizes of a panel, in pixels: where its frame is, and how large what it holds. */
export interface Layout {
  width: number;
  height: number;
  frame: { left: number; right: number; top: number; bottom: number };
  fontSize: number;
  /** times the width of a line */
  stroke: number;
  /** names of lines: their distance, and whether a sample of the line stands before each */
  names: { gap: number; samples: boolean };
  /** most marks of the vertical axis */
  ticks: number;
  /** whether the horizontal axis has numbers */
  numbered: boolean;
  /** most points of all lines and bands: what keeps a file under 300 kB */
  points: number;
}

/** Pixels of a mark on an axis, and from it to its number. */
export const tick = { tickSize: 4, tickPadding: 2 };

/** Between the frame and the lines of text below it, for the horizontal axis. */
export const axisHeight = 46;

/** A panel that is a figure of its own, with room for `below` pixels of text. */
export function wholeLayout({ metrics }: Panel, below: number): Layout {
  const names = metrics.length > 1 ? 134 : 88;
  const [left, right] = [58, 432];
  const [top, bottom] = [52, 322];
  return {
    width: right + names,
    height: bottom + axisHeight + below,
    frame: { left, right, top, bottom },
    fontSize: 12,
    stroke: 1,
    names: { gap: 15, samples: true },
    ticks: 8,
    numbered: true,
    points: 15_000,
  };
}

/** The end of a panel again, below it: as wide, less high, with room for `below` pixels of text. */
export function zoomLayout(whole: Layout, below: number): Layout {
  const [top, bottom] = [30, 220];
  return {
    ...whole,
    height: bottom + axisHeight + below,
    frame: { ...whole.frame, top, bottom },
    ticks: 6,
  };
}

/** A panel among others: smaller in everything, its heading above and its names without samples. */
export function placeLayout({ width, height, bare = false }: Place): Layout {
  const frame = {
    left: 40,
    right: width - 44,
    top: 24,
    bottom: height - (bare ? 6 : 34),
  };
  const across = frame.right - frame.left;
  return {
    width,
    height,
    frame,
    fontSize: 10,
    stroke: .8,
    names: { gap: 10, samples: false },
    ticks: Math.max(3, Math.floor((frame.bottom - frame.top) / 24)),
    numbered: !bare,
    points: 10 * across,
  };
}

/** The same, its frame no farther to the left than has room for these numbers of the vertical axis. */
export function withRoomFor(
  numbers: readonly string[],
  layout: Layout,
): Layout {
  const widest = Math.max(...numbers.map(numberWidth)) * layout.fontSize;
  const room = Math.ceil(edge + widest + tick.tickPadding + tick.tickSize);
  const left = Math.max(layout.frame.left, room);
  return { ...layout, frame: { ...layout.frame, left } };
}

/** Between the longest number and the edge of the drawing. */
const edge = 2;

/** How wide a number is in font sizes, in the broadest of the usual fonts. */
function numberWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + letterWidth(letter), 0);
}

function letterWidth(letter: string): number {
  if (/[\d]/.test(letter)) return .64;
  return /[.,]/.test(letter) ? .32 : letter === "−" ? .84 : .41; // raised digits and signs
}
