import { runNode } from "../../../../pipeline/nodes/node.ts";

await runNode(() => {
  throw new TypeError("broken for a test");
});
