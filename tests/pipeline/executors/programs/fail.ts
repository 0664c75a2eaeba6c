import { NodeError, runNode } from "../../../../pipeline/nodes/node.ts";

await runNode(() => {
  throw new NodeError("Cannot go on: it is late");
});
