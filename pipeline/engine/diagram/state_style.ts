/**
 * One colour and one kind of border per state, in every format. The border, and
 * the word in the box, tell states apart where colours do not.
 */
import type { State } from "./diagram.ts";

export interface StateStyle {
  border: "solid" | "dashed" | "dotted";
  width: number;
  light: Colours;
  dark: Colours;
}

interface Colours {
  fill: string;
  line: string;
}

export const stateStyles: Record<State, StateStyle> = {
  fresh: {
    border: "solid",
    width: 1.5,
    light: { fill: "#dafbe1", line: "#1a7f37" },
    dark: { fill: "#12261e", line: "#3fb950" },
  },
  stale: {
    border: "dashed",
    width: 2,
    light: { fill: "#fff8c5", line: "#9a6700" },
    dark: { fill: "#2e2a1f", line: "#d29922" },
  },
  missing: {
    border: "dotted",
    width: 2,
    light: { fill: "#ffebe9", line: "#cf222e" },
    dark: { fill: "#3c1618", line: "#f85149" },
  },
  waiting: {
    border: "dashed",
    width: 1,
    light: { fill: "#f6f8fa", line: "#59636e" },
    dark: { fill: "#151b23", line: "#9198a1" },
  },
};

/** Lengths of strokes and gaps; undefined is solid. */
export const dashes: Record<StateStyle["border"], string | undefined> = {
  solid: undefined,
  dashed: "6 3",
  dotted: "1.5 3",
};
