/**
 * Rows of cells as lines: each column as wide as its widest cell, and two blanks between.
 *
 * @param pad where blanks go in cells of all columns but the first: before numbers, behind words
 */
export function columns(
  rows: readonly (readonly string[])[],
  { indent = "  ", pad = "padEnd" }: {
    indent?: string;
    pad?: "padStart" | "padEnd";
  } = {},
): string[] {
  const widths = rows.reduce<number[]>(
    (widths, row) =>
      row.map(({ length }, i) => Math.max(length, widths[i] ?? 0)),
    [],
  );
  return rows.map(([first, ...others]) => {
    const cells = others.map((cell, i) => cell[pad](widths[i + 1]));
    const line = [indent + first.padEnd(widths[0]), ...cells].join("  ");
    return line.trimEnd();
  });
}
