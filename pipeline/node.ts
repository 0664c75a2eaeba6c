/** What the nodes of all stages are made of. */
import type { NodeSpec } from "./engine/graph/node_spec.ts";

/** More than any length of a training: from the priorities of one experiment to those of the next. */
export const step = 10;

export type Inputs = NodeSpec["inputs"];

/** A node with neither settings, seed, inputs nor tensors unless it is said. */
export function node(
  name: string,
  entry: string,
  { inputs = [], ...rest }:
    & Pick<NodeSpec, "outputs">
    & Partial<Omit<NodeSpec, "inputs">>
    & { inputs?: Inputs[] },
): NodeSpec {
  return {
    name,
    stage: name.split("/")[0],
    entry,
    ...{ settings: {}, seed: null, backend: null, resources: {} },
    inputs: Object.fromEntries(inputs.flatMap((each) => Object.entries(each))),
    priority: step,
    ...rest,
  };
}

/** Outputs of a node as inputs of another, under the same names after a prefix. */
export function from(
  node: string,
  outputs: readonly string[],
  prefix = "",
): Inputs {
  return Object.fromEntries(
    outputs.map((output) => [`${prefix}${output}`, { node, output }]),
  );
}

/** A model's part of names, at a point of a sweep: `DI`, `DI/eta=0.1`. */
export function placeOf(model: string, point: string): string {
  return point === "" ? model : `${model}/${point}`;
}
