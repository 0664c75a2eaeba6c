/** A node that ends once it has computed with a core that was idle. */
import { openBackend } from "../../../pipeline/backends/open.ts";
import { runNode } from "../../../pipeline/engine/sandbox/node.ts";
import { waitForHelper } from "./wait_for_helper.ts";

await runNode(async (node) => {
  let told = 0;
  await openBackend({
    ...{ name: node.name, backend: node.backend, resources: {} },
    onCores: (use) =>
      node.onCores((cores) => {
        use(cores);
        told = cores;
      }),
  });
  while (told === 0) {
    await node.pause(() => new Uint8Array());
    await new Promise((resume) => setTimeout(resume, 10));
  }
  waitForHelper();
  node.write("out", `${told} cores`);
});
