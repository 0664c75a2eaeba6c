import { format as formatBytes } from "@std/fmt/bytes";
import { examine, type Standing } from "../../run/examine.ts";
import { timeToGo } from "../../run/time_to_go.ts";
import { endingText } from "../../terminal/reporter.ts";
import { describeTimeToGo } from "../../terminal/time_text.ts";
import { bytesOf, takeInventory } from "../../store/inventory.ts";
import { openWorkspace } from "../workspace.ts";
import { print } from "../../terminal/stream.ts";
import type { Command } from "./command.ts";

export const status: Command = {
  name: "status",
  operands: "[GLOB…]",
  summary:
    "say of each node whether it is fresh, stale or missing; run nothing",
  details:
    "Ends with the time to go, by earlier runs on the same backend where there are any,\n" +
    "and the size of the store.",
  options: ["profile", "seeds", "set", "only", "jobs", "backend", "store"],
  async run(options) {
    const workspace = await openWorkspace(options, null);
    const { graph, store } = workspace;
    const standings = await examine(graph, workspace);
    const width = [...graph.keys()]
      .reduce((most, { length }) => Math.max(most, length), 0);
    for (const [name, standing] of standings) {
      print(
        `${standing.state.padEnd(7)}  ${name.padEnd(width)}  ${
          detail(standing)
        }`.trimEnd(),
      );
    }
    const { history } = workspace;
    const time = timeToGo(graph, standings, { ...options, history });
    print(
      time.nodes === 0
        ? `all ${graph.size} nodes are fresh`
        : `${time.nodes} of ${graph.size} nodes to run${
          describeTimeToGo(time)
        }`,
    );
    print(describeStore(store.root));
  },
};

function detail(standing: Standing): string {
  return standing.state === "fresh"
    ? endingText(standing.record)
    : standing.reason;
}

/** `store: 79.3 MB in 232 blobs, 61 records` */
function describeStore(root: string): string {
  const { blobs, records, checkpoints } = takeInventory(root);
  const parts = [
    `${formatBytes(bytesOf(blobs))} in ${blobs.length} blobs`,
    `${records.length} records`,
  ];
  if (checkpoints.length > 0) {
    parts.push(
      `${
        formatBytes(bytesOf(checkpoints))
      } in ${checkpoints.length} checkpoints`,
    );
  }
  return `store: ${parts.join(", ")}`;
}
