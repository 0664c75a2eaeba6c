/** The command line of a pipeline: chooses a command, prints errors, gives the exit code. */
import { versionLine } from "../files/project.ts";
import { endWith, print } from "../terminal/stream.ts";
import { columns } from "../text/columns.ts";
import { usageError } from "../text/errors.ts";
import { quoted } from "../text/words.ts";
import { suggest } from "../text/suggest.ts";
import { reproduce, stageCommands, sweep, table } from "./build_commands.ts";
import { cancel } from "./cancel_command.ts";
import { challenge } from "./challenge_command.ts";
import { clean, gc } from "./clear_commands.ts";
import { exportCommand } from "./export_command.ts";
import { lock, verify } from "./lock_commands.ts";
import { compare } from "./compare.ts";
import { config } from "./config.ts";
import { withSaid } from "./config_file.ts";
import { describeOptions, readOptions } from "./option.ts";
import { type Command, optionsOf } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import { nodeCommand } from "./node_command.ts";
import { pack } from "./pack.ts";
import { plan } from "./plan_command.ts";
import { graph, settings, status, why } from "./print_commands.ts";
import { trace } from "./trace.ts";
import { unpack } from "./unpack.ts";

/** Every command of a pipeline with the options that it has, in the order of the help. */
export function commandsOf(pipeline: Pipeline): Command[] {
  return [
    reproduce(pipeline),
    ...stageCommands(pipeline),
    ...pipeline.sweeps ? [sweep(pipeline, pipeline.sweeps)] : [],
    ...[plan(pipeline), nodeCommand(pipeline)],
    ...[cancel(), status(pipeline), why(pipeline), graph(pipeline)],
    ...pipeline.tables ? [table(pipeline, pipeline.tables)] : [],
    ...pipeline.exports ? [exportCommand(pipeline, pipeline.exports)] : [],
    ...pipeline.settings ? [settings(pipeline.settings)] : [],
    ...pipeline.config ? [config(pipeline, pipeline.config)] : [],
    ...[compare(pipeline), trace(pipeline)],
    ...[verify(pipeline), challenge(), lock(pipeline)],
    ...[pack(pipeline), unpack()],
    ...[gc(pipeline), clean(pipeline)],
  ].map((command) => {
    const known = optionsOf(pipeline, command);
    const names = [...command.options, "version", "help"] as const;
    const options = names.filter((name) => known[name].value !== "");
    return { ...command, options };
  });
}

/** Runs one command line of a pipeline and returns its exit code. */
export function cli(pipeline: Pipeline, words: string[]): Promise<number> {
  return run(pipeline, words).catch(endWith);
}

async function run(
  pipeline: Pipeline,
  [name, ...rest]: string[],
): Promise<number> {
  const commands = commandsOf(pipeline);
  if (name === undefined || ["--help", "-h", "help"].includes(name)) {
    print(overview(pipeline, commands));
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    print(versionLine(pipeline.project));
    return 0;
  }
  const command = commands.find((command) => command.name === name);
  if (!command) {
    const names = commands.map(({ name }) => name);
    const hint = suggest(name, names, "deno task");
    throw usageError(
      `Cannot run ${quoted(name)}: there is no such command; ${hint}`,
    );
  }
  const table = optionsOf(pipeline, command);
  const options = readOptions(rest, table, command.options, command.refused);
  if (options.help) print(helpOf(command, pipeline));
  else if (options.version) print(versionLine(pipeline.project));
  else {
    requireOperands(command, options.operands, pipeline);
    return await command.run(withSaid(options)) ?? 0;
  }
  return 0;
}

/** Sees that as many words stand free as a command takes: `A B` are two, `A…` some, `[A…]` any number. */
function requireOperands(
  { name, operands: form = "", options }: Command,
  operands: string[],
  { profiles }: Pipeline,
): void {
  const count = form === "" ? 0 : form.split(" ").length;
  const least = form.startsWith("[") ? 0 : count;
  const most = form.includes("…") ? Infinity : count;
  if (operands.length >= least && operands.length <= most) return;
  const words = operands.map(quoted).join(" ") || "nothing";
  const meant = operands.find((word) => profiles.includes(word));
  const remedy = meant && form === "" && options.includes("profile")
    ? `give --profile ${meant}`
    : `deno task ${name} --help says more`;
  throw usageError(
    `Cannot run ${name}: it takes ${
      form || "no names"
    }, and was given ${words}; ${remedy}`,
  );
}

function overview({ project }: Pipeline, commands: Command[]): string {
  return [
    versionLine(project),
    "",
    "usage: deno task COMMAND [options]",
    "",
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    "",
    "deno task COMMAND --help describes a command's options",
  ].join("\n");
}

function helpOf(command: Command, pipeline: Pipeline): string {
  const { name, operands, summary, details, options, words } = command;
  return [
    `usage: deno task ${name} ${operands ? operands + " " : ""}[options]`,
    "",
    summary,
    ...details ? ["", details] : [],
    "",
    describeOptions(optionsOf(pipeline, command), options, words),
    ...options.includes("set") && pipeline.settings
      ? ["", "deno task settings lists what --set can change"]
      : [],
  ].join("\n");
}
