import type { Outcome } from "../../lib/io/trace.ts";
import type { NodeContext } from "../engine/sandbox/node.ts";

/** Notes that a model did not finish: `diverged at example 187`. */
export function noteOutcome(
  node: Pick<NodeContext<unknown>, "note">,
  outcome: Outcome,
  unit: "example" | "batch",
): void {
  if (outcome.status === "finished") return;
  const how = outcome.status === "unstable"
    ? "became unstable"
    : outcome.status;
  node.note(`${how} at ${unit} ${outcome.iteration}`);
}
