/**
 * The looks of each state, in every format. The border, and the word in the box,
 * tell states apart where colours do not.
 */
import type { State } from "./diagram.ts";

/** Border and its width, then the colours of inside and border on a light and on a dark page. */
export const stateStyles: Record<State, StateStyle> = {
  fresh: style("solid", 1.5, ["#dafbe1", "#1a7f37"], ["#12261e", "#3fb950"]),
  stale: style("dashed", 2, ["#fff8c5", "#9a6700"], ["#2e2a1f", "#d29922"]),
  missing: style("dotted", 2, ["#ffebe9", "#cf222e"], ["#3c1618", "#f85149"]),
  waiting: style("dashed", 1, ["#f6f8fa", "#59636e"], ["#151b23", "#9198a1"]),
};

/** Of words and arrows, and what they are on. */
export const ink = { light: "#24292f", dark: "#e6edf3" };
export const paper = { light: "#ffffff", dark: "#0d1117" };

type StateStyle = ReturnType<typeof style>;

function style(
  border: "solid" | "dashed" | "dotted",
  width: number,
  ...[light, dark]: [fill: string, line: string][]
) {
  const colours = ([fill, line]: string[]) => ({ fill, line });
  return { border, width, light: colours(light), dark: colours(dark) };
}
