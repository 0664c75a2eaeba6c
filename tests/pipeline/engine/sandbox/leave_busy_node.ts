/** Runs a node in the folder named by its argument, and ends while the node is busy. */
import { localExecutor } from "../../../../pipeline/engine/sandbox/executor.ts";
import { nodeOf } from "../node_of.ts";
import { projectFolder } from "../../../../pipeline/project.ts";

const [folder] = Deno.args;
const [outputs, checkpoint] = [`${folder}/outputs`, `${folder}/progress`];
const inputs = `${folder}/inputs`;
await Deno.mkdir(outputs);
await Deno.mkdir(checkpoint);
await localExecutor(projectFolder)({
  node: nodeOf("train/x", {
    entry: "tests/pipeline/engine/sandbox/programs/busy.ts",
  }),
  inputs,
  outputs,
  checkpoint,
  onProgress: () => Deno.exit(130),
  signal: new AbortController().signal,
});
