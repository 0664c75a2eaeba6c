import { bring } from "../bring.ts";
import { usageError } from "../errors.ts";
import { runOptions } from "../option_names.ts";

import { experimentNamed } from "../settings.ts";
import { streamOf } from "../stream.ts";
import type { Command } from "./command.ts";

export const table: Command = {
  name: "table",
  operands: "EXPERIMENT|corrections",
  summary: "print an experiment's numbers as CSV",
  details: "That of corrections has the corrected runs of every experiment.\n" +
    "Columns: experiment,variant,seed,iteration,metric,value. What has to run first\n" +
    "is told on standard error. A value that is not finite is an empty field.",
  options: runOptions,
  async run(options) {
    if (options.operands.length !== 1) {
      throw usageError(
        `Cannot print a table: ${options.operands.length} experiments are named where one is wanted`,
      );
    }
    const [operand] = options.operands;
    const name = operand === "corrections"
      ? operand
      : experimentNamed(operand, `table ${operand}`).name;
    const { workspace, records } = await bring(
      { ...options, operands: [`aggregate/${name}`] },
      { stage: "aggregate", stream: streamOf("stderr") },
    );
    const record = records.get(`aggregate/${name}`);
    if (!record) return; // a dry run
    const { digest } = record.outputs["table.csv"];
    const file = await Deno.open(workspace.store.blobs.path(digest));
    await file.readable.pipeTo(Deno.stdout.writable);
  },
};
