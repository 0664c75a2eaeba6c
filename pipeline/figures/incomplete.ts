import type { Summary } from "../../lib/statistics/summary.ts";

/** Runs named one by one; of more, the number is told. */
const named = 4;

/** What stands across a figure whose data are not complete; nothing across another. */
export function watermarkOf(summaries: readonly Summary[]): string | undefined {
  return summaries.some(({ missing }) => missing) ? "incomplete" : undefined;
}

/** Which runs a figure or a section lacks, as a line; none if it lacks nothing. */
export function missingLines(
  { missing = [], models, seeds }: Summary,
): string[] {
  if (missing.length === 0) return [];
  const all = models.length * seeds.length;
  const names = missing.slice(0, named)
    .map(({ model, seed }) => `${model} seed ${seed}`);
  const rest = missing.length - names.length;
  const list = names.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  return [
    `incomplete: ${all - missing.length} of ${all} runs; missing: ${list}`,
  ];
}
