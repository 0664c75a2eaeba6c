// deno-lint-ignore-file no-console -- it is a program, which prints
/**
 * Runs the smoke profile, shortened, by this processor and by an emulated aarch64,
 * each from an empty store, and compares the digest of every output.
 */
import { build } from "../../pipeline/engine/cli/build.ts";
import { CliError } from "../../pipeline/engine/text/errors.ts";
import {
  type Executor,
  localExecutor,
} from "../../pipeline/engine/sandbox/executor.ts";
import {
  describeOptions,
  flag,
  readOptions,
} from "../../pipeline/engine/cli/option.ts";
import { type Options, optionsOf } from "../../pipeline/engine/cli/options.ts";
import { pipeline } from "../../pipeline/main.ts";
import { versionLine } from "../../pipeline/engine/files/project.ts";
import type { NodeRecord } from "../../pipeline/engine/store/records.ts";
import { openWorkspace } from "../../pipeline/engine/cli/workspace.ts";
import { compareRuns } from "./compare_runs.ts";
import { findEmulatedDeno, NoEmulation } from "./emulated_deno.ts";
import { testBits } from "./bits.ts";
import { shortened } from "./shortened.ts";
import { project, projectFolder } from "../../pipeline/project.ts";

const table = {
  ifAvailable: flag("where aarch64 cannot be emulated, say why and succeed"),
  whole: flag("every model, at the whole size of the profile"),
  ...optionsOf(pipeline),
};
const taken = [
  ...["ifAvailable", "whole", "profile", "seeds", "set", "only"] as const,
  ...["jobs", "version", "help"] as const,
];

const help = `usage: deno task test:arch [options]

run the smoke profile, shortened, here and on an emulated aarch64, and compare the
digests

${describeOptions(table, taken)}`;

/** Runs one command line and returns its exit code. */
async function main(words: string[]): Promise<number> {
  let ifAvailable = false;
  try {
    const { whole } = readOptions(words, table, taken);
    const size = ["--profile=smoke", ...whole ? [] : shortened];
    const options = readOptions([...size, ...words], table, taken);
    ({ ifAvailable } = options);
    if (options.help) console.log(help);
    else if (options.version) console.log(versionLine(project));
    else await compareProcessors(options);
    return 0;
  } catch (error) {
    if (error instanceof NoEmulation && ifAvailable) {
      console.log(`skipped: ${error.message}`);
      return 0;
    }
    if (!(error instanceof CliError)) throw error;
    console.error(`error: ${error.message}`);
    return error.exitCode;
  }
}

/**
 * Prints what differs, and how much was compared.
 *
 * @throws {CliError} if something differs; both stores are then kept.
 */
async function compareProcessors(options: Options): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "processors-" });
  let first: string | undefined;
  try {
    // a mistake on the command line is found before an emulator is looked for
    const store = `${folder}/${Deno.build.arch}`;
    await openWorkspace(pipeline, { ...options, store });
    const launcher = await findEmulatedDeno();
    await testBits(launcher);
    console.log("aarch64: kernels and pixels have the bits they should");
    const { compared, differing } = compareRuns(
      await run(Deno.build.arch, {
        options,
        folder,
        execute: localExecutor(projectFolder),
      }),
      await run("aarch64", {
        options,
        folder,
        execute: localExecutor(projectFolder, launcher),
      }),
    );
    for (const { node, output } of differing) {
      console.log(`different  ${node} ${output}`);
    }
    const equal = differing.length === 0 ? "all" : compared - differing.length;
    console.log(`${compared} digests compared, ${equal} equal`);
    first = differing.at(0)?.node;
  } finally {
    if (!first) await Deno.remove(folder, { recursive: true });
  }
  if (first) {
    throw new CliError(
      `Cannot confirm that aarch64 gives the same results: ${first} is the first that differs; both stores are in ${folder}`,
    );
  }
}

/** Runs everything from an empty store of this processor's own. */
async function run(
  processor: string,
  { options, folder, execute }: {
    options: Options;
    folder: string;
    execute: Executor;
  },
): Promise<Map<string, NodeRecord>> {
  const { records } = await build(
    pipeline,
    {
      ...options,
      store: `${folder}/${processor}`,
      outputs: `${folder}/outputs of ${processor}`,
      log: "json",
    },
    {
      execute,
      stream: {
        terminal: null,
        write(line) {
          const { type, node, record } = JSON.parse(line);
          if (type !== "ran") return;
          const seconds = record.seconds.toFixed(1);
          console.log(`${processor}: ${node}: done in ${seconds} s`);
        },
      },
    },
  );
  return records;
}

Deno.exit(await main(Deno.args));
