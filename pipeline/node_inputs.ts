import type { NodeSpec } from "./engine/graph/node_spec.ts";
import type { Study } from "./stages.ts";

/** Traces and outcomes of every model and seed of a study, as inputs. */
export function runsOf(
  { name, models }: Pick<Study, "name" | "models">,
  seeds: readonly number[],
  prefix = "",
): NodeSpec["inputs"] {
  const inputs: NodeSpec["inputs"] = {};
  for (const { name: model } of models) {
    for (const seed of seeds) {
      Object.assign(
        inputs,
        outputsOf(
          `train/${name}/${model}/seed-${seed}`,
          ["trace.npz", "outcome.json"],
          `${prefix}${model}/seed-${seed}/`,
        ),
      );
    }
  }
  return inputs;
}

/** Outputs of a node as inputs of another, under the same names after a prefix. */
export function outputsOf(
  node: string,
  outputs: readonly string[],
  prefix = "",
): NodeSpec["inputs"] {
  return Object.fromEntries(
    outputs.map((output) => [`${prefix}${output}`, { node, output }]),
  );
}
