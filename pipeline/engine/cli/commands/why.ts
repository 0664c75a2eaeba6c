import { type Cause, causesOf } from "../../run/causes.ts";
import { examine } from "../../run/examine.ts";
import { usageError } from "../../text/errors.ts";
import { inShell } from "../../files/shell_paths.ts";
import { openWorkspace } from "../workspace.ts";
import { print } from "../../terminal/stream.ts";
import type { Command } from "./command.ts";

export const why: Command = {
  name: "why",
  operands: "NODE",
  summary: "say what makes a node run, and by which path it came",
  details:
    "Compares what makes the node's key with the nearest one that has a record, and\n" +
    "follows what waits to where it begins. NODE may be a GLOB. A fresh node is told\n" +
    "with its record, and the files that it made.",
  options: ["profile", "seeds", "set", "backend", "store"],
  async run(options) {
    if (options.operands.length === 0) {
      throw usageError(
        "Cannot say why: no node is named; deno task status lists them",
      );
    }
    const workspace = await openWorkspace(options, null);
    const { graph, goals, store } = workspace;
    const standings = await examine(graph, workspace);
    for (const name of goals) {
      const standing = standings.get(name)!;
      if (standing.state === "fresh") {
        const { key, finished, commit, outputs } = standing.record;
        const origin = commit ? ` at commit ${commit}` : "";
        print(`${name}: fresh, made ${finished}${origin}, key ${key}`);
        for (const [output, { digest }] of Object.entries(outputs)) {
          print(`    ${output}: ${inShell(store.blobs.path(digest))}`);
        }
      }
      describe(causesOf(graph, standings, name)).forEach((line) => print(line));
    }
  },
};

/** One line a cause; what differs besides the first is listed once, below those that share it. */
function describe(causes: Cause[]): string[] {
  const groups = Map.groupBy(
    causes,
    ({ reason, differences }) => [reason, ...differences ?? []].join("\n"),
  );
  return [...groups.values()].flatMap((group) => [
    ...group.map(({ path, reason }) => `${path.join(" ← ")}: ${reason}`),
    ...(group[0].differences ?? []).map((difference) => `    ${difference}`),
  ]);
}
