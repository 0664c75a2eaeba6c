/**
 * Times the planning of ten thousand nodes for Slurm: from an empty store, and from one
 * where each of them has a result of earlier sources, with which it is compared. Takes
 * the options of `plan`.
 */
import { withSaid } from "../pipeline/engine/cli/config_file.ts";
import { readOptions } from "../pipeline/engine/cli/option.ts";
import { type Options, optionsOf } from "../pipeline/engine/cli/options.ts";
import { openWorkspace } from "../pipeline/engine/cli/workspace.ts";
import { digestOf } from "../pipeline/engine/files/digest.ts";
import { keyOf } from "../pipeline/engine/graph/keys.ts";
import { endWith, print } from "../pipeline/engine/terminal/stream.ts";
import { plural } from "../pipeline/engine/text/words.ts";
import { pipeline } from "../pipeline/main.ts";
import { projectFolder } from "../pipeline/project.ts";
import { measure } from "./measure.ts";
import { taskCommand } from "./sides.ts";

/** What is planned unless the command line says it. */
const usual = ["--profile=paper", "--seeds=0-199"];

/** Fills the store with a record of each node, as it were of other code, and gives their number. */
async function makeUpHistory(options: Options): Promise<number> {
  const { graph, keys, store } = await openWorkspace(pipeline, options);
  const digest = digestOf("anything");
  const before = { "an/earlier/file.ts": digest };
  let place = 0;
  for (const node of graph.values()) {
    const inputs = Object.keys(node.inputs).map((name) => [name, digest]);
    const { key, preimage } = keyOf(node, {
      code: { ...keys.code.of(node), ...before },
      inputs: Object.fromEntries(inputs),
      v8: Deno.version.v8,
    });
    const outputs = node.outputs.map((name) => [name, { digest, bytes: 0 }]);
    store.records.write({
      ...{ schema: 1, key, node: node.name, seconds: 1 + place % 600 },
      outputs: Object.fromEntries(outputs),
      finished: new Date(1e3 * place++).toISOString(),
      machine: { os: "linux", arch: "x86_64", cores: 2 },
      ...{ versions: {}, commit: null },
    }, preimage);
  }
  return graph.size;
}

async function timePlan(words: string[], folder: string): Promise<void> {
  const all = [...words.length > 0 ? words : usual, `--store=${folder}/store`];
  const command = [
    ...[...await taskCommand("plan"), ...all],
    ...["--format=slurm", `--output=${folder}/plan.sh`],
  ];
  const time = async (what: string) => {
    const { seconds, peakMemory } = await measure(command, {
      cwd: projectFolder,
      notes: `${folder}/time.txt`,
    });
    const memory = peakMemory === null
      ? ""
      : `, ${(peakMemory / 1e6).toFixed(0)} MB`;
    print(`${seconds.toFixed(1)} s${memory} from ${what}`);
  };
  await time("an empty store");
  const options = withSaid(readOptions(all, optionsOf(pipeline)));
  const nodes = await makeUpHistory(options);
  await time(`a store of ${plural(nodes, "earlier result")}`);
}

const folder = await Deno.makeTempDir({ prefix: "bench-" });
try {
  await timePlan(Deno.args, folder);
} catch (error) {
  Deno.exitCode = endWith(error);
} finally {
  await Deno.remove(folder, { recursive: true });
}
