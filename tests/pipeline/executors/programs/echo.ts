import { runNode } from "../../../../pipeline/nodes/node.ts";

await runNode((node) => {
  if (node.name) node.write("out", node.name);
});
