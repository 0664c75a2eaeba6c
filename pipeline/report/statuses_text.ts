import type { Outcome } from "../../lib/io/trace.ts";

/** "finished", or how many seeds ended how: "1 diverged, 4 finished". */
export function statusesText(statuses: readonly Outcome["status"][]): string {
  const counts = new Map<string, number>();
  for (const status of statuses) {
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  if (counts.size === 1) return statuses[0];
  return [...counts].map(([status, count]) => `${count} ${status}`).join(", ");
}
