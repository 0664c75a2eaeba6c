import { runNode } from "../../../../pipeline/nodes/node.ts";

await runNode(() => new Promise<void>((end) => setTimeout(end, 60_000)));
