import type { Preimage } from "../graph/preimage.ts";
import type { Historian } from "../run/why.ts";
import type { NodeRecord } from "../store/records.ts";
import { makersOf } from "./makers.ts";

/** One piece of work on the way to a result. */
export interface Step {
  record: NodeRecord;
  /** what its key was made of; `undefined` if that is lost, and with it the way up from here */
  preimage: Preimage | undefined;
  /** its inputs of which nothing tells who made them */
  unmade: string[];
}

/**
 * All that led to what a record made, against the flow: the record first, what was
 * fetched last.
 *
 * @param stages the names of the stages, in the direction of flow
 */
export function trailOf(
  last: NodeRecord,
  history: Pick<Historian, "records" | "preimageOf">,
  stages: readonly string[],
): Step[] {
  const stageOf = ({ record: { node } }: Step) =>
    stages.indexOf(node.split("/")[0]);
  const records = history.records();
  const steps = new Map<string, Step>();
  const waiting = [last];
  for (const record of waiting) {
    if (steps.has(record.key)) continue;
    const preimage = history.preimageOf(record);
    const makers = makersOf(preimage?.inputs ?? {}, records, record.finished);
    steps.set(record.key, { record, preimage, unmade: makers.unmade });
    for (const maker of makers.records) waiting.push(maker);
  }
  return [...steps.values()].sort((a, b) => stageOf(b) - stageOf(a));
}
