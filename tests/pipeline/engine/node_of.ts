import type { NodeSpec } from "../../../pipeline/engine/graph/node_spec.ts";

/** A node for tests: `needs` are upstream names, whose `out` becomes an input. */
export function nodeOf(
  name: string,
  { needs = [], ...rest }: { needs?: string[] } & Partial<NodeSpec> = {},
): NodeSpec {
  return {
    name,
    stage: "train",
    entry: "pipeline/nodes/none.ts",
    settings: {},
    seed: null,
    inputs: Object.fromEntries(
      needs.map((node) => [node, { node, output: "out" }]),
    ),
    outputs: ["out"],
    backend: null,
    resources: {},
    ...rest,
  };
}
