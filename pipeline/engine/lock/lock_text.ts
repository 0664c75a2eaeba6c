/** Comparisons with the lock, in lines. */
import { shortDigest } from "../files/digest.ts";
import { type LockRow, verdicts } from "./lock.ts";

/** How many outputs of each node are the same, different, missing and not locked; `-` for none. */
export function verdictTable(rows: readonly LockRow[]): string[] {
  const nodes = Map.groupBy(rows, ({ node }) => node);
  const table = [["node", ...verdicts]];
  for (const [name, ofName] of [...nodes, ["all", rows] as const]) {
    const counts = verdicts.map((verdict) =>
      ofName.filter((row) => row.verdict === verdict).length
    );
    table.push([name, ...counts.map((count) => count ? `${count}` : "-")]);
  }
  const widths = table[0].map((_, column) =>
    table.reduce((most, row) => Math.max(most, row[column].length), 0)
  );
  return table.map((row) =>
    row.map((text, i) =>
      i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i])
    ).join("  ")
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
  return rows.filter(({ verdict }) => verdict !== "same").map(
    ({ node, output, locked, made }) => {
      const change = locked && made ? "changed" : locked ? "removed" : "added";
      const digests = [locked, made].flatMap((digest) => digest ?? []);
      return `${change.padEnd(7)}  ${node} ${output}: ${
        digests.map(shortDigest).join(" → ")
      }`;
    },
  );
}
