import {
  type Diagram,
  diagramOf,
} from "../../../../pipeline/engine/diagram/diagram.ts";
import type { Standing } from "../../../../pipeline/engine/run/examine.ts";
import { graphOf } from "../../../../pipeline/engine/graph/graph.ts";
import type { NodeSpec } from "../../../../pipeline/engine/graph/node_spec.ts";
import { nodeOf } from "../node_of.ts";

/** Two models, as many seeds, what they start from, and what is made of them. */
export const nodes: NodeSpec[] = [
  nodeOf("fetch/data"),
  ...[0, 1].map((seed) => nodeOf(`initialise/x/seed-${seed}`, { seed })),
  ...["BP", "DI"].flatMap((model) =>
    [0, 1].map((seed) =>
      nodeOf(`train/x/${model}/seed-${seed}`, {
        seed,
        needs: ["fetch/data", `initialise/x/seed-${seed}`],
      })
    )
  ),
  nodeOf("aggregate/x", {
    needs: ["BP", "DI"].flatMap((model) =>
      [0, 1].map((seed) => `train/x/${model}/seed-${seed}`)
    ),
  }),
  nodeOf("render/curves", { needs: ["aggregate/x"] }),
  nodeOf("report", { needs: ["render/curves", "aggregate/x"] }),
];

const states: Record<string, "stale" | "missing" | "waiting"> = {
  "train/x/DI/seed-0": "stale",
  "train/x/DI/seed-1": "missing",
  "aggregate/x": "waiting",
  "render/curves": "waiting",
  "report": "waiting",
};

/** The picture of these nodes, of which two models' worth is not fresh. */
export function pictured(
  options: { all: boolean } = { all: false },
  shown = nodes,
): Diagram {
  const standings = new Map(shown.map(({ name }): [string, Standing] => {
    const state = states[name];
    return [
      name,
      state ? { state, reason: "" } : { state: "fresh" } as Standing,
    ];
  }));
  return diagramOf(graphOf(shown), standings, options);
}
