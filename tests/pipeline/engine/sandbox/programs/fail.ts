import {
  NodeError,
  runNode,
} from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode(() => {
  throw new NodeError("Cannot go on: it is late");
});
