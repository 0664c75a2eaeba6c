import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode((node) => {
  if (node.name) node.write("out", node.name);
});
