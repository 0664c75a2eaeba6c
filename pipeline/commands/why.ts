import { causesOf } from "../engine/causes.ts";
import { examine } from "../engine/examine.ts";
import { usageError } from "../errors.ts";
import { openWorkspace } from "../workspace.ts";
import type { Command } from "./command.ts";

export const why: Command = {
  name: "why",
  operands: "NODE",
  summary: "say what makes a node run, and by which path it came",
  details: "NODE may be a GLOB. A fresh node is told with its record.",
  options: ["profile", "seeds", "set", "backend", "store"],
  async run(options) {
    if (options.operands.length === 0) {
      throw usageError(
        "Cannot say why: no node is named; deno task status lists them",
      );
    }
    const { graph, goals, ...workspace } = await openWorkspace(options, null);
    const standings = await examine(graph, workspace);
    for (const name of goals) {
      const standing = standings.get(name)!;
      if (standing.state === "fresh") {
        const { key, finished, commit } = standing.record;
        const origin = commit ? ` at commit ${commit}` : "";
        console.log(`${name}: fresh, made ${finished}${origin}, key ${key}`);
      }
      for (const { path, reason } of causesOf(graph, standings, name)) {
        console.log(`${path.join(" ← ")}: ${reason}`);
      }
    }
  },
};
