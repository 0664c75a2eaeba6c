import type { Graph } from "../engine/graph/graph.ts";
import type { FoundBackend } from "./backend.ts";

/** A graph whose tensors are computed by the backend that was found. */
export function withBackend(
  graph: Graph,
  { backend, hints, permissions }: Omit<FoundBackend, "versions">,
): Graph {
  return new Map(
    [...graph].map(([name, node]) => [
      name,
      node.backend === null ? node : {
        ...node,
        backend,
        hints,
        permissions,
      },
    ]),
  );
}
