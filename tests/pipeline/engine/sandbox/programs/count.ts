/** Counts to a hundred from where it was stopped, and stays at fifty until it has been. */
import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode(async (node) => {
  const start = (await node.loadCheckpoint())?.[0];
  for (let n = start ?? 0; n < 100; n++) {
    do {
      node.progress(n, 100, "numbers");
      await node.pause(() => Uint8Array.of(n));
      await new Promise((resume) => setTimeout(resume, 10));
    } while (n === 50 && start === undefined);
  }
  node.write("out", `began at ${start}`);
});
