/** Bars under each other: a name, how far it is, and a remark. */

/** One line with a bar. */
export interface Bar {
  name: string;
  /** how much of it is done, from 0 to 1; null draws no bar */
  share: number | null;
  remark: string;
}

/** How parts of a line look; each gives back the text it is given, with what colours it. */
export interface BarStyle {
  done(text: string): string;
  faint(text: string): string;
}

/** Columns of the parts of a line; they stay where they are, whatever comes and goes. */
const widths = { gap: 2, name: 16, remark: 36, bar: { least: 8, most: 30 } };
const gap = " ".repeat(widths.gap);

/**
 * Lines of at most so many columns. Long names lose their beginning, which
 * tells less than their end; where there is no room for bars there are none.
 */
export function barLines(
  bars: readonly Bar[],
  { columns, style, longestName }: {
    columns: number;
    style: BarStyle;
    /** characters of the longest name that may come */
    longestName: number;
  },
): string[] {
  const room = columns - widths.remark - 2 * widths.gap;
  const hasBars = room >= widths.name + widths.bar.least;
  const name = Math.min(
    longestName,
    hasBars ? room - widths.bar.least : Math.max(widths.name, room),
  );
  const bar = Math.min(widths.bar.most, room - name);
  return bars.map(({ name: whole, share, remark }) => {
    const start = shortened(whole, name).padEnd(name) + gap;
    if (!hasBars) return (start + remark).slice(0, columns);
    const end = gap + remark.slice(0, widths.remark);
    return start + drawn(share, bar, style) + end;
  });
}

function shortened(name: string, length: number): string {
  return name.length > length ? `…${name.slice(1 - length)}` : name;
}

function drawn(share: number | null, width: number, style: BarStyle): string {
  if (share === null) return " ".repeat(width);
  const done = Math.floor(share * width);
  return style.done("█".repeat(done)) + style.faint("░".repeat(width - done));
}
