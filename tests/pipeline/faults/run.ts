/**
 * The whole fault test: kills and damage, at full count, over the smoke
 * reproduction. `deno task test:faults [--kills 200] [--files 200] [--seed 1]`
 */
import { parseArgs } from "@std/cli/parse-args";
import { inTemporaryFolder } from "../temporary_folder.ts";
import { damageAgainAndAgain } from "./damage.ts";
import { killAgainAndAgain, type Tally } from "./kills.ts";
import { finish, holdingsOf } from "./reproduction.ts";

const { kills, files, seed } = parseArgs(Deno.args, {
  string: ["kills", "files", "seed"],
  default: { kills: "200", files: "200", seed: "1" },
});

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
    kills: Number(kills),
    seed: Number(seed),
    undisturbed,
    milliseconds,
    tell(tally) {
      const { runner, node } = tally.kills;
      if ((runner + node) % 20 === 0) console.log(tallyText(tally));
    },
  });
  console.log(tallyText(killed));
  const harmed = await damageAgainAndAgain(at("undisturbed"), {
    files: Number(files),
    atOnce: 10,
    seed: Number(seed),
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

function tallyText({ kills, resumes, completions, damage }: Tally): string {
  return `${kills.runner} kills of the runner and ${kills.node} of nodes, ${resumes} resumes, ` +
    `${completions} completions with equal digests, damage found: ${damage}`;
}
