import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode((node) => {
  const lengths = node.inputs.map((name) => node.read(name).length);
  node.write("out", lengths.join());
});
