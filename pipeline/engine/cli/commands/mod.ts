import type { Command } from "../command.ts";
import { hasOption } from "../options.ts";
import type { Pipeline } from "../pipeline.ts";
import { clean, gc } from "./clear.ts";
import { lock, verify } from "./lock.ts";
import { graph, settings, status, why } from "./look.ts";
import { reproduce, stageCommands, table } from "./run.ts";
import { trace } from "./trace.ts";

/** Every command of a pipeline with the options that it has, in the order of the help. */
export function commandsOf(pipeline: Pipeline): Command[] {
  return [
    reproduce(pipeline),
    ...stageCommands(pipeline),
    status(pipeline),
    why(pipeline),
    graph(pipeline),
    ...pipeline.tables ? [table(pipeline, pipeline.tables)] : [],
    ...pipeline.settings ? [settings(pipeline.settings)] : [],
    trace(pipeline),
    verify(pipeline),
    lock(pipeline),
    gc(pipeline),
    clean(pipeline),
  ].map((command) => ({
    ...command,
    options: [...command.options, "version", "help"] as const,
  })).map((command) => ({
    ...command,
    options: command.options.filter((name) => hasOption(pipeline, name)),
  }));
}
