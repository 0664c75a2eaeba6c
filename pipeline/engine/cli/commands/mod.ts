import { clean } from "./clean.ts";
import type { Command } from "./command.ts";
import { gc } from "./gc.ts";
import { graph } from "./graph.ts";
import { lock } from "./lock.ts";
import { reproduce } from "./reproduce.ts";
import { settings } from "./settings.ts";
import { stageCommands } from "./stage_commands.ts";
import { status } from "./status.ts";
import { table } from "./table.ts";
import { trace } from "./trace.ts";
import { verify } from "./verify.ts";
import { why } from "./why.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  reproduce,
  ...stageCommands,
  status,
  why,
  graph,
  table,
  settings,
  trace,
  verify,
  lock,
  gc,
  clean,
];
