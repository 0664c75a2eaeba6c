/** The command line: chooses a command, prints errors, sets the exit code. */
import type { Command } from "./engine/cli/commands/command.ts";
import { commands } from "./engine/cli/commands/mod.ts";
import { endWith } from "./engine/terminal/end_with.ts";
import { usageError } from "./engine/text/errors.ts";
import { describeOptions } from "./engine/cli/option_names.ts";
import { type Options, parseOptions } from "./engine/cli/options.ts";
import { profiles } from "./profiles.ts";
import { versionLine } from "./engine/files/project.ts";
import { project } from "./project.ts";
import { quoted } from "./engine/text/quoted.ts";
import { summariseSettings } from "./engine/cli/settings_text.ts";
import { print } from "./engine/terminal/stream.ts";
import { suggest } from "./engine/text/suggest.ts";

/** Runs one command line and returns its exit code. */
export async function main(words: string[]): Promise<number> {
  try {
    return await run(words);
  } catch (error) {
    return endWith(error);
  }
}

async function run([name, ...rest]: string[]): Promise<number> {
  if (
    name === undefined || name === "--help" || name === "-h" || name === "help"
  ) {
    print(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    print(versionLine(project));
    return 0;
  }
  const command = commands.find((command) => command.name === name);
  if (!command) {
    throw usageError(
      `Cannot run ${quoted(name)}: there is no such command; ${
        suggest(name, commands.map(({ name }) => name), "deno task")
      }`,
    );
  }
  const options = parseOptions(rest, command.options, command.refused);
  if (options.help) print(helpOf(command));
  else if (options.version) print(versionLine(project));
  else {
    refuseNames(command, options);
    await command.run(options);
  }
  return 0;
}

/** Refuses names where a command takes none, with the option that may have been meant. */
function refuseNames(
  { name: command, operands: taken, options: allowed }: Command,
  { operands: [name] }: Options,
): void {
  if (taken !== "" || name === undefined) return;
  const option = allowed.includes("profile") && Object.hasOwn(profiles, name)
    ? "profile"
    : allowed.includes("only")
    ? "only"
    : null;
  throw usageError(
    `Cannot read ${quoted(name)}: ${command} takes no names${
      option ? `; give --${option} ${name}` : ""
    }`,
  );
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    versionLine(project),
    "",
    "usage: deno task COMMAND [options]",
    "",
    ...commands.map(({ name, summary }) =>
      `  ${name.padEnd(width)}  ${summary}`
    ),
    "",
    "deno task COMMAND --help tells a command's options",
  ].join("\n");
}

function helpOf(
  { name, operands, summary, details, options, optionWords }: Command,
): string {
  return [
    `usage: deno task ${name} ${operands ? operands + " " : ""}[options]`,
    "",
    summary,
    ...details ? ["", details] : [],
    "",
    describeOptions(options, optionWords),
    ...options.includes("set") ? ["", ...settingsHelp()] : [],
  ].join("\n");
}

/** What `--set` can change, in short. */
function settingsHelp(): string[] {
  return [
    "settings and their published values; deno task settings EXPERIMENT explains them",
    ...summariseSettings().map((line) => `  ${line}`),
  ];
}

if (import.meta.main) Deno.exit(await main(Deno.args));
