import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode(() => {
  throw new TypeError("broken for a test");
});
