import { runNode } from "../../../../pipeline/nodes/node.ts";

/** Writes a longer and longer output, without ever looking at the world. */
await runNode((node) => {
  const end = Date.now() + 60_000;
  for (let text = "."; Date.now() < end; text += ".") {
    node.write("out", text);
    node.progress(1, 2, "steps");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
});
