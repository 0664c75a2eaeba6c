/** `fetch`, `train`, `aggregate`, `render`, `report`: one stage and whatever it needs. */
import { bring } from "../bring.ts";
import type { StageName } from "../engine/node_spec.ts";
import { runOptions } from "../option_names.ts";
import { streamOf } from "../stream.ts";
import type { Command } from "./command.ts";

const summaries: [StageName, string][] = [
  ["fetch", "take the MNIST files and check them"],
  ["train", "train models"],
  ["aggregate", "gather seeds into tables"],
  ["render", "draw figures"],
  ["report", "write the page"],
];

export const stageCommands: Command[] = summaries.map(([stage, summary]) => ({
  name: stage,
  operands: "[GLOB…]",
  summary,
  details:
    `Brings the ${stage} nodes that fit a GLOB, or all, up to date, and what they need.\n` +
    "In a GLOB, * stands for any characters; linear-regression fits all nodes of that experiment.",
  options: runOptions,
  async run(options) {
    await bring(options, { stage, stream: streamOf("stdout") });
  },
}));
