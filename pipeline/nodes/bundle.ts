/**
 * Bundles the page's script from its sources, with what it takes of `lib/`. Output `script.js`.
 */
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";
import { bundled } from "../report/bundle.ts";

/** Never called: by this import, all that is bundled is code of the node, on which its key depends. */
export const bundledModule = () => import("../report/script/main.ts");

/** Writes the script. */
export async function bundle(node: NodeContext<unknown>): Promise<void> {
  const main = new URL("../report/script/main.ts", import.meta.url);
  node.write("script.js", await bundled(main));
}

if (import.meta.main) await runNode(bundle);
