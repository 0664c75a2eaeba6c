/** What a picture of the graph says, and how it looks, the same in every format. */
import { type Box, type Diagram, type State, states } from "./diagram.ts";

/** The lines of a box: its name, what it holds, in which states that is. */
export function linesOf({ name, holds, counts }: Box): string[] {
  return holds === null
    ? [name, ...states.filter((state) => counts[state] > 0)]
    : [name, holds, countTexts(counts).join(", ")];
}

/** The state that colours a box: what keeps most from being fresh, if anything does. */
export function leadingState({ counts }: Box): State {
  const order: State[] = ["missing", "stale", "waiting"];
  return order.find((state) => counts[state] > 0) ?? "fresh";
}

/** How many nodes of some boxes are in each state. */
export function totalsOf(boxes: readonly Box[]): Box["counts"] {
  const totals = { fresh: 0, stale: 0, missing: 0, waiting: 0 };
  for (const { counts } of boxes) {
    for (const state of states) totals[state] += counts[state];
  }
  return totals;
}

/** `Pipeline, smoke profile, seeds 0, 1: 60 of 79 nodes fresh` */
export function titleOf(
  { boxes }: Diagram,
  { profile, seeds }: { profile: string; seeds: readonly number[] },
): string {
  const totals = totalsOf(boxes);
  const nodes = states.reduce((sum, state) => sum + totals[state], 0);
  const named = seeds.length === 1 ? "seed" : "seeds";
  return `Pipeline, ${profile} profile, ${named} ${
    seeds.join(", ")
  }: ${totals.fresh} of ${nodes} nodes fresh`;
}

/** The picture for those who do not see it: what it shows, and the states of every stage. */
export function descriptionOf({ boxes }: Diagram): string {
  const stages = Map.groupBy(boxes, ({ name }) => name.split("/")[0]);
  const lines = [...stages].map(([stage, boxes]) =>
    `${stage}: ${countTexts(totalsOf(boxes)).join(", ")}`
  );
  return `Nodes in the direction of flow, each with arrows from what it needs. ${
    lines.join("; ")
  }.`;
}

/** `60 fresh`, `5 missing` */
function countTexts(counts: Box["counts"]): string[] {
  return states.filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state}`);
}

/**
 * Of each state: border and its width, then the colours of inside and border on a light
 * and on a dark page. Borders, and the word in the box, tell states apart where colours do not.
 */
export const stateStyles: Record<State, ReturnType<typeof style>> = {
  fresh: style("solid", 1.5, ["#dafbe1", "#1a7f37"], ["#12261e", "#3fb950"]),
  stale: style("dashed", 2, ["#fff8c5", "#9a6700"], ["#2e2a1f", "#d29922"]),
  missing: style("dotted", 2, ["#ffebe9", "#cf222e"], ["#3c1618", "#f85149"]),
  waiting: style("dashed", 1, ["#f6f8fa", "#59636e"], ["#151b23", "#9198a1"]),
};

/** Of words and arrows, and what they are on. */
export const ink = { light: "#24292f", dark: "#e6edf3" };
export const paper = { light: "#ffffff", dark: "#0d1117" };

function style(
  border: "solid" | "dashed" | "dotted",
  width: number,
  ...[light, dark]: [fill: string, line: string][]
) {
  const colours = ([fill, line]: string[]) => ({ fill, line });
  return { border, width, light: colours(light), dark: colours(dark) };
}
