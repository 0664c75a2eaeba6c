/** What a picture of the graph says in words, the same in every format. */
import { type Box, type Diagram, type State, states } from "./diagram.ts";

/** The lines of a box: its name, what it holds, how that stands. */
export function linesOf({ name, holds, counts }: Box): string[] {
  return holds === null
    ? [name, ...states.filter((state) => counts[state] > 0)]
    : [name, holds, countsText(counts)];
}

/** `60 fresh, 5 missing` */
function countsText(counts: Box["counts"]): string {
  return states.filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state}`)
    .join(", ");
}

/** How many nodes of a picture are in each state. */
export function totalsOf(
  { boxes }: Pick<Diagram, "boxes">,
): Record<State, number> {
  const totals = { fresh: 0, stale: 0, missing: 0, waiting: 0 };
  for (const { counts } of boxes) {
    for (const state of states) totals[state] += counts[state];
  }
  return totals;
}

/** `Pipeline, smoke profile, seeds 0, 1: 60 of 79 nodes fresh` */
export function titleOf(
  diagram: Diagram,
  { profile, seeds }: { profile: string; seeds: readonly number[] },
): string {
  const totals = totalsOf(diagram);
  const nodes = states.reduce((sum, state) => sum + totals[state], 0);
  const named = seeds.length === 1 ? "seed" : "seeds";
  return `Pipeline, ${profile} profile, ${named} ${
    seeds.join(", ")
  }: ${totals.fresh} of ${nodes} nodes fresh`;
}

/** The picture for those who do not see it: what it shows, and how every stage stands. */
export function descriptionOf({ boxes }: Pick<Diagram, "boxes">): string {
  const stages = Map.groupBy(boxes, ({ name }) => name.split("/")[0]);
  const standing = [...stages].map(([stage, boxes]) =>
    `${stage}: ${countsText(totalsOf({ boxes }))}`
  );
  return `Nodes in the direction of flow, each with arrows from what it needs. ${
    standing.join("; ")
  }.`;
}

/** The state that colours a box: what keeps most from being fresh, if anything does. */
export function leadingState({ counts }: Box): State {
  const order: State[] = ["missing", "stale", "waiting"];
  return order.find((state) => counts[state] > 0) ?? "fresh";
}
