import { bring } from "../bring.ts";
import { runOptions } from "../option_names.ts";
import { streamOf } from "../../terminal/stream.ts";
import type { Command } from "./command.ts";

export const reproduce: Command = {
  name: "reproduce",
  operands: "",
  summary: "bring everything up to date: tables, figures and the page",
  details:
    "Runs only what is missing or stale. Results appear in outputs/; everything\n" +
    "else is kept in the store, under a digest of its code, settings, seed and inputs.",
  options: runOptions,
  async run(options) {
    await bring(options, { stage: null, stream: streamOf("stdout") });
  },
};
