import type { Panel, Place } from "./panel.ts";

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
