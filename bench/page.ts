/**
 * Times what comes after training: tables, figures and page of many seeds, from made-up traces in
 * a store of their own. Takes the options of `reproduce`.
 */
import { withSaid } from "../pipeline/engine/cli/config_file.ts";
import { build } from "../pipeline/engine/cli/build.ts";
import { readOptions } from "../pipeline/engine/cli/option.ts";
import { optionsOf } from "../pipeline/engine/cli/options.ts";
import { localExecutor } from "../pipeline/engine/sandbox/executor.ts";
import { endWith, print } from "../pipeline/engine/terminal/stream.ts";
import { pipeline } from "../pipeline/main.ts";
import { projectFolder } from "../pipeline/project.ts";
import { makeUp } from "./made_up_runs.ts";
import { measure } from "./measure.ts";
import { taskCommand } from "./sides.ts";

/** What is timed unless the command line says it. */
const usual = ["--profile=paper", "--seeds=0-19"];

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;

/** The files below a folder with their sizes, the largest first. */
function filesBelow(folder: string): { path: string; size: number }[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return isDirectory
      ? filesBelow(path)
      : [{ path, size: Deno.statSync(path).size }];
  }).sort((a, b) => b.size - a.size);
}

/** Makes up every training that the words want, then times `reproduce` with the same words. */
async function timePage(words: string[], folder: string): Promise<void> {
  const all = [
    ...words.length > 0 ? words : usual,
    `--store=${folder}/store`,
    `--outputs=${folder}/outputs`,
  ];
  const options = withSaid(readOptions(all, optionsOf(pipeline)));
  const really = localExecutor(projectFolder);
  await build(pipeline, options, {
    stage: "train",
    show: false,
    stream: { write() {}, terminal: null },
    execute(execution) {
      if (!/^(initialise|train)$/.test(execution.node.stage)) {
        return really(execution);
      }
      makeUp(execution);
      return Promise.resolve({ ok: true });
    },
  });
  const command = [...await taskCommand("reproduce"), ...all];
  const notes = `${folder}/time.txt`;
  const { seconds, processor, peakMemory } = await measure(command, {
    cwd: projectFolder,
    notes,
  });
  print(`${seconds.toFixed(1)} s in all`);
  if (processor !== null) print(`${processor.toFixed(1)} s of processors`);
  if (peakMemory !== null) print(`${megabytes(peakMemory)} largest process`);
  for (const { path, size } of filesBelow(`${folder}/outputs`)) {
    print(`${megabytes(size)} ${path.slice(folder.length + 1)}`);
  }
}

const folder = await Deno.makeTempDir({ prefix: "bench-" });
try {
  await timePage(Deno.args, folder);
} catch (error) {
  Deno.exitCode = endWith(error);
} finally {
  await Deno.remove(folder, { recursive: true });
}
