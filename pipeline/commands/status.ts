import { examine, type Standing } from "../engine/examine.ts";
import type { Historian } from "../engine/why.ts";
import type { Command } from "./command.ts";
import { openWorkspace } from "../workspace.ts";

export const status: Command = {
  name: "status",
  operands: "[GLOB…]",
  summary:
    "say of each node whether it is fresh, stale or missing; run nothing",
  options: ["profile", "seeds", "set", "only", "jobs", "backend", "store"],
  async run(options) {
    const { graph, ...workspace } = await openWorkspace(options, null);
    const standings = await examine(graph, workspace);
    const width = Math.max(...[...graph.keys()].map((name) => name.length));
    for (const [name, standing] of standings) {
      console.log(
        `${standing.state.padEnd(7)}  ${name.padEnd(width)}  ${
          detail(standing)
        }`.trimEnd(),
      );
    }
    console.log(await timeToGo(standings, workspace.history, options.jobs));
  },
};

function detail(standing: Standing): string {
  return standing.state === "fresh"
    ? `${standing.record.seconds.toFixed(1)} s`
    : standing.reason;
}

/** `3 of 28 nodes to run, about 12 s by earlier runs` */
async function timeToGo(
  standings: Map<string, Standing>,
  history: Historian,
  jobs: number,
): Promise<string> {
  let count = 0;
  let known = 0;
  let seconds = 0;
  for (const [name, { state }] of standings) {
    if (state === "fresh") continue;
    count++;
    const [latest] = await history.recordsOf(name);
    if (!latest) continue;
    known++;
    seconds += latest.seconds;
  }
  const total = `${count} of ${standings.size} nodes to run`;
  if (count === 0) return `all ${standings.size} nodes are fresh`;
  if (known === 0) return total;
  const unknown = known < count
    ? `, not counting ${count - known} never run`
    : "";
  return `${total}, about ${
    Math.ceil(seconds / jobs)
  } s by earlier runs${unknown}`;
}
