/** Writes what the `work` of a module makes of its input. */
import { runNode } from "../../../../../pipeline/engine/sandbox/node.ts";

await runNode(async (node) => {
  const { work } = await node.entry<{ work(text: string): string }>();
  node.write("out", work(new TextDecoder().decode(node.read("input"))));
});
