/**
 * Which of the nodes that could begin do so first: experiment by experiment, so that the first
 * figures are there early; within one, the models that take longest, so that none is left running
 * alone at the end.
 */
import type { Model } from "../lib/experiments/experiment.ts";
import type { RuleName } from "../lib/rules/mod.ts";
import type { NodeSpec } from "./engine/graph/node_spec.ts";

/** How long a model takes beside one of backpropagation, roughly: as long, if it is not here. */
const lengths: Partial<Record<RuleName, number>> = {
  PBP: 3,
  NDI: 3,
  DI: 4,
  SDI: 5,
};

/** More than any length: from one experiment to the next. */
const step = 10;

/** The nodes, in their order, with the priority of each. */
export function withPriorities(nodes: readonly NodeSpec[]): NodeSpec[] {
  const experiments = new Map<string, number>();
  return nodes.map((node) => {
    const experiment = node.name.split("/")[1];
    if (node.stage === "initialise" && !experiments.has(experiment)) {
      experiments.set(experiment, experiments.size);
    }
    // corrections, which take another experiment's start, come after all
    const other = node.stage === "train" ? experiments.size : 0;
    const place = experiments.get(experiment) ?? other;
    return { ...node, priority: withinExperiment(node) - step * place };
  });
}

function withinExperiment({ stage, settings }: NodeSpec): number {
  if (stage !== "train") return step - 1;
  const { model } = settings as { model: Pick<Model, "rule"> };
  return lengths[model.rule] ?? 1;
}
