/** How comparisons with the lock are told. */
import { shortDigest } from "../files/digest.ts";
import { type LockRow, verdicts } from "./lock.ts";

/** How many outputs of each node are the same, different, missing and not locked; `-` for none. */
export function verdictTable(rows: readonly LockRow[]): string[] {
  const counted = (name: string, rows: readonly LockRow[]) => [
    name,
    ...verdicts.map((verdict) => {
      const count = rows.filter((row) => row.verdict === verdict).length;
      return count === 0 ? "-" : String(count);
    }),
  ];
  const nodes = Map.groupBy(rows, ({ node }) => node);
  return aligned([
    ["node", ...verdicts],
    ...[...nodes].map(([name, rows]) => counted(name, rows)),
    counted("all", rows),
  ]);
}

/** Rows in columns: the first to the left, the others to the right. */
function aligned(rows: readonly string[][]): string[] {
  const widths = rows[0].map((_, column) =>
    rows.reduce((most, row) => Math.max(most, row[column].length), 0)
  );
  return rows.map(([first, ...others]) =>
    [
      first.padEnd(widths[0]),
      ...others.map((text, i) => text.padStart(widths[i + 1])),
    ].join("  ")
  );
}

/** Each output that is not as locked: `different   train/x out: locked 1a2b…, made 3c4d…`. */
export function describeDeviations(rows: readonly LockRow[]): string[] {
  return rows.filter(({ verdict }) => verdict !== "same").map(
    ({ node, output, verdict, locked, made }) => {
      const digests = [
        ...locked ? [`locked ${shortDigest(locked)}`] : [],
        ...made ? [`made ${shortDigest(made)}`] : [],
      ];
      return `${verdict.padEnd(10)}  ${node} ${output}: ${digests.join(", ")}`;
    },
  );
}

/** What accepting results changes in a lock: `changed  train/x out: 1a2b… → 3c4d…`. */
export function describeChanges(rows: readonly LockRow[]): string[] {
  return rows.flatMap(({ node, output, verdict, locked, made }) => {
    const what = `${node} ${output}`;
    switch (verdict) {
      case "same":
        return [];
      case "different":
        return [
          `changed  ${what}: ${shortDigest(locked!)} → ${shortDigest(made!)}`,
        ];
      case "missing":
        return [`removed  ${what}: ${shortDigest(locked!)}`];
      case "not locked":
        return [`added    ${what}: ${shortDigest(made!)}`];
      default:
        return verdict satisfies never;
    }
  });
}
