/** Rows of a table that a terminal is shown, from its beginning and from its end. */
const shown = 5;

/**
 * What a terminal is shown of a CSV table: its header, its first rows and its
 * last, and of how many they are; a short table whole, of which `left` is 0.
 */
export function tableExcerpt(
  table: string,
): { lines: string[]; rows: number; left: number } {
  const [header, ...rows] = table.trimEnd().split("\n");
  const left = Math.max(0, rows.length - 2 * shown);
  const lines = left === 0
    ? rows
    : [...rows.slice(0, shown), "…", ...rows.slice(-shown)];
  return { lines: [header, ...lines], rows: rows.length, left };
}
