/** Counts to a hundred, slowly, from where it was stopped. */
import { runNode } from "../../../../pipeline/nodes/node.ts";

await runNode(async (node) => {
  const start = (await node.loadCheckpoint())?.[0] ?? 0;
  for (let n = start; n < 100; n++) {
    node.progress(n, 100, "numbers");
    await node.pause(() => Uint8Array.of(n));
    await new Promise((resume) => setTimeout(resume, 10));
  }
  node.write("out", `began at ${start}`);
});
