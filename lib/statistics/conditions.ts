import type { Trace } from "../io/trace.ts";

/** How well what a layer inverts was conditioned, early and late in a run; null where not at all. */
export interface LayerCondition {
  /** counted from 1 */
  layer: number;
  first: number | null;
  later: number | null;
}

/**
 * The conditions of each layer that a run inverts: when first measured, and at the last time before
 * the model collapsed, or the largest of all if it did not. Empty where none was measured in time.
 */
export function conditionsOf({ series, events }: Trace): LayerCondition[] {
  const collapse = collapseIn(events);
  return Object.entries(series).flatMap(([metric, { iteration, value }]) => {
    const [, layer] = metric.match(/^condition_(\d+)$/) ?? [];
    const before = value.filter((_, k) => !(iteration[k] >= collapse));
    if (!layer || before.length === 0) return [];
    const [first, later] = [
      before[0],
      collapse < Infinity ? before.at(-1)! : Math.max(...before),
    ].map((condition) => Number.isFinite(condition) ? condition : null);
    return [{ layer: Number(layer), first, later }];
  });
}

/** When a model collapsed; infinite if it did not. */
export function collapseIn(events: Trace["events"]): number {
  return events.find(({ event }) => event === "collapsed")?.iteration ??
    Infinity;
}
