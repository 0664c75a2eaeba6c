import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode((node) => {
  node.progress(1, 2, "steps");
  return new Promise<void>((end) => setTimeout(end, 60_000));
});
