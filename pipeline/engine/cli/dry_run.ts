import { examine, type Standing } from "../run/examine.ts";
import { timeToGo } from "../run/time_to_go.ts";
import type { Options } from "./options.ts";
import { describeTimeToGo } from "../terminal/time_text.ts";
import type { Workspace } from "./workspace.ts";

/** Says what a run would do, why, and how long it may take; runs nothing. */
export async function dryRun(
  workspace: Workspace,
  { jobs, log, remote }: Pick<Options, "jobs" | "log" | "remote">,
  { force, write }: {
    force: ReadonlySet<string>;
    write: (line: string) => void;
  },
): Promise<void> {
  const { graph, history } = workspace;
  const standings = new Map<string, Standing>();
  for (const [name, standing] of await examine(graph, workspace)) {
    const forced = standing.state === "fresh" && force.has(name);
    standings.set(
      name,
      forced ? { state: "stale", reason: "forced" } : standing,
    );
  }

  let [certain, possible] = [0, 0];
  for (const [name, standing] of standings) {
    if (standing.state === "fresh") continue;
    const waits = standing.state === "waiting";
    waits ? possible++ : certain++;
    const verb = waits ? "may run" : "would run";
    const { state, reason } = standing;
    write(
      log === "json"
        ? JSON.stringify({ type: verb, node: name, state, reason })
        : `${name}: ${verb} (${reason})`,
    );
  }
  if (log === "json") return;
  const time = timeToGo(graph, standings, { history, jobs });
  const more = possible > 0 ? `, and ${possible} more may` : "";
  write(
    `${certain} of ${graph.size} nodes would run${more}${
      describeTimeToGo(time)
    }${remote ? ", unless the remote has them" : ""}`,
  );
}
