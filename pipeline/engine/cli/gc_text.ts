/** How a collection is told. */
import { format as formatBytes } from "@std/fmt/bytes";
import { plural } from "../text/plural.ts";
import type { Collected } from "../store/collect.ts";
import type { Judged, Limits, Need } from "../store/garbage.ts";
import { bytesOf } from "../store/inventory.ts";

/** What keeps something, in the order it is told. */
const needs: Record<Need, string> = {
  "locked": "locked in outputs/",
  "in use": "in use: by a run at work, or within the last hour",
  "within the limits": "within the limits",
};

/**
 * What went, node by node, what stays and why, and the size of the store:
 *
 *     removed  train/x/seed-0: 2 records, 3.4 MB, last used 2020-01-31
 *     kept     61 records, 79.3 MB, locked in outputs/
 *     store: 79.3 MB, before 82.7 MB
 */
export function describeCollected(
  { judged, leftovers, before, after }: Collected,
  { limits, dryRun }: { limits: Limits; dryRun: boolean },
): string[] {
  const verbs = dryRun ? ["would remove", "would keep"] : ["removed", "kept"];
  const [goes, stays] = verbs.map((verb) => verb.padEnd(dryRun ? 14 : 9));
  const going = judged.filter(({ need }) => need === null);
  const lines = [...Map.groupBy(going, nameOf)].map(([name, group]) =>
    `${goes}${name}: ${amount(group)}, last used ${lastUsed(group)}`
  );
  if (leftovers.count > 0) {
    lines.push(
      `${goes}${plural(leftovers.count, "file")} that no record lists: ${
        formatBytes(leftovers.bytes)
      }`,
    );
  }
  for (const [need, words] of Object.entries(needs)) {
    const group = judged.filter((held) => held.need === need);
    if (group.length > 0) lines.push(`${stays}${amount(group)}, ${words}`);
  }
  lines.push(
    `store: ${formatBytes(after)}, before ${formatBytes(before)}${
      after > limits.largest
        ? `; more than ${
          formatBytes(limits.largest)
        }, since nothing else may be removed`
        : ""
    }`,
  );
  return lines;
}

function nameOf({ record }: Judged): string {
  return record?.node ?? "unfinished nodes";
}

/** `2 records, 1 checkpoint, 3.4 MB` */
function amount(group: readonly Judged[]): string {
  const records = group.filter(({ record }) => record !== null).length;
  const checkpoints = group.length - records;
  return [
    ...records > 0 ? [plural(records, "record")] : [],
    ...checkpoints > 0 ? [plural(checkpoints, "checkpoint")] : [],
    formatBytes(bytesOf(group)),
  ].join(", ");
}

/** The day on which any of some things was last used. */
function lastUsed(group: readonly Judged[]): string {
  const latest = group.reduce((at, { item }) => Math.max(at, item.modified), 0);
  return new Date(latest).toISOString().slice(0, "2020-01-31".length);
}
