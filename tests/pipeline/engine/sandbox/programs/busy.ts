import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

/** Holds a lock for a minute, without ever looking at the world, then says so. */
await runNode((node) => {
  const file = Deno.openSync("busy", { create: true, write: true });
  file.lockSync(true);
  node.progress(1, 2, "steps");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  node.write("out", "nobody ended it");
});
