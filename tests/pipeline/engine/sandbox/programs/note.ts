import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode((node) => {
  node.note("stopped early");
  node.note("and late");
  node.write("out", node.read("input"));
});
