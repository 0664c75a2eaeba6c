// deno-lint-ignore-file no-console -- it is a program, which prints
/**
 * The whole fault test: kills and damage, at full count, over the smoke
 * reproduction.
 */
import { CliError, usageError } from "../../../pipeline/engine/text/errors.ts";
import {
  describeOptions,
  flag,
  one,
  readOptions,
} from "../../../pipeline/engine/cli/option.ts";
import {
  parseCount,
  parseSeed,
} from "../../../pipeline/engine/cli/option_values.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { damageAgainAndAgain } from "./damage.ts";
import { killAgainAndAgain, type Tally } from "./kills.ts";
import { finish, holdingsOf } from "./reproduction.ts";

const table = {
  kills: one("N", parseCount, 200)(
    "kills of the runner or a node; defaults to 200",
  ),
  files: one("N", parseCount, 200)("files to damage; defaults to 200"),
  seed: one("N", parseSeed, 1)("what decides when to kill, and what to damage"),
  help: flag("print this", { letter: "h" }),
};

const help = `usage: deno task test:faults [options]

kill a smoke reproduction so many times, damage so many files of its store, and see
that it comes out the same

${describeOptions(table)}`;

const { kills, files, seed } = optionsOf(Deno.args);

await inTemporaryFolder(async (folder) => {
  const at = (name: string) => ({
    words: ["reproduce"],
    gather: ["aggregate"],
    store: `${folder}/${name}/store`,
    outputs: `${folder}/${name}/outputs`,
  });
  const started = performance.now();
  const first = await finish(at("undisturbed"));
  if (first.code !== 0) throw new Error(first.text);
  const milliseconds = performance.now() - started;
  const undisturbed = await holdingsOf(at("undisturbed").store);
  console.log(
    `undisturbed: ${Object.keys(undisturbed.digests).length} records in ${
      (milliseconds / 1000).toFixed(1)
    } s`,
  );
  const killed = await killAgainAndAgain(at("killed"), {
    kills,
    seed,
    undisturbed,
    // each run goes on where the last was killed, so short ones come to all of it, too
    milliseconds: milliseconds / 4,
    tell(tally) {
      const { runner, node } = tally.kills;
      if ((runner + node) % 20 === 0) console.log(tallyText(tally));
    },
  });
  console.log(tallyText(killed));
  const harmed = await damageAgainAndAgain(at("undisturbed"), {
    files,
    atOnce: 10,
    seed,
    undisturbed,
  });
  const counts = Object.entries(harmed.damaged).map(([harm, n]) =>
    `${n} ${harm}`
  );
  console.log(
    `${counts.join(", ")}; ${harmed.mended} nodes run again, ` +
      `${harmed.left} damaged blobs that nothing asks for; results equal`,
  );
});

/** Counts that are no counts would leave nothing to be tested. */
function optionsOf(words: string[]) {
  try {
    const options = readOptions(words, table);
    const [word] = options.operands;
    if (word !== undefined) {
      throw usageError(`Cannot read ${word}: there are only options`);
    }
    if (!options.help) return options;
    console.log(help);
    Deno.exit(0);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    console.error(`error: ${error.message}`);
    Deno.exit(error.exitCode);
  }
}

function tallyText({ kills, resumes, completions, damage }: Tally): string {
  return `${kills.runner} kills of the runner and ${kills.node} of nodes, ${resumes} resumes, ` +
    `${completions} completions with equal digests, damage found: ${damage}`;
}
