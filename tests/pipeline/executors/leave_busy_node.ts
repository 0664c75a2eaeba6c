/** Runs a node in the folder named by its argument, and ends while the node is busy. */
import { localExecutor } from "../../../pipeline/executors/local.ts";
import { nodeOf } from "../engine/node_of.ts";

const [folder] = Deno.args;
const [outputs, checkpoint] = [`${folder}/outputs`, `${folder}/progress`];
const inputs = `${folder}/inputs`;
await Deno.mkdir(outputs);
await Deno.mkdir(checkpoint);
await localExecutor({
  node: nodeOf("train/x", {
    entry: "tests/pipeline/executors/programs/busy.ts",
  }),
  inputs,
  outputs,
  checkpoint,
  onProgress: () => Deno.exit(130),
  signal: new AbortController().signal,
});
