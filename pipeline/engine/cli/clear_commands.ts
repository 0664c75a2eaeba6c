/** The commands that remove: `gc` from the store, `clean` from `outputs/`. */
import { format as formatBytes } from "@std/fmt/bytes";
import { pathsIn, removeFile, removeIfEmpty } from "../files/folders.ts";
import { inShell } from "../files/shell_paths.ts";
import { isAside, placeOf } from "../files/whole_files.ts";
import { lockedBy, readLocks } from "../lock/lock.ts";
import { collect, type Collected, type Judged } from "../store/garbage.ts";
import { bytesOf, removeStore } from "../store/inventory.ts";
import { Store } from "../store/store.ts";
import { print } from "../terminal/stream.ts";
import { usageError } from "../text/errors.ts";
import { plural } from "../text/words.ts";
import { everythingShown } from "./outputs.ts";
import type { Command } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";

export const gc = ({ project }: Pipeline): Command => ({
  name: "gc",
  summary: "remove from the store what is old or too much",
  details:
    "Removes records with their outputs, and checkpoints, least recently used first,\n" +
    "and what dead runs have left. What the locks in outputs/ list stays, as does what\n" +
    "a run at work has used, and what was used within the last hour. Plans go by\n" +
    "--older-than alone, and none of the last week does.",
  options: ["olderThan", "maxSize", "dryRun", "store"],
  words: { dryRun: "say what would be removed; remove nothing" },
  async run({ olderThan, maxSize, dryRun, store: folder }) {
    if (olderThan === null && maxSize === null) {
      throw usageError(
        "Cannot choose what to remove: there is no limit; give --older-than 30d, --max-size 2GB or both",
      );
    }
    const locked = lockedBy(await readLocks(project.folder));
    const now = Date.now();
    const limits = {
      usedSince: olderThan === null ? -Infinity : now - olderThan,
      largest: maxSize ?? Infinity,
    };
    const store = await Store.openThere(folder);
    const collected = await collect(store, { limits, locked, now, dryRun });
    describeCollected(collected, { limits, dryRun }).forEach(print);
  },
});

/** What keeps something, in the order of the lines. */
const needs: Record<NonNullable<Judged["need"]>, string> = {
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
  { judged, leftovers, plans, before, after }: Collected,
  { limits, dryRun }: { limits: { largest: number }; dryRun: boolean },
): string[] {
  const verbs = dryRun ? ["would remove", "would keep"] : ["removed", "kept"];
  const [goes, stays] = verbs.map((verb) => verb.padEnd(dryRun ? 14 : 9));
  const groups = Map.groupBy(judged, ({ need }) => need);
  const going = Map.groupBy(
    groups.get(null) ?? [],
    ({ record }) => record?.node ?? "unfinished nodes",
  );
  const excess = after > limits.largest
    ? `; more than ${
      formatBytes(limits.largest)
    }, since nothing else may be removed`
    : "";
  return [
    ...[...going].map(([name, group]) =>
      `${goes}${name}: ${amount(group)}, last used ${lastUsed(group)}`
    ),
    ...leftovers.length === 0 ? [] : [
      `${goes}${plural(leftovers.length, "file")} that no record lists: ${
        formatBytes(bytesOf(leftovers))
      }`,
    ],
    ...plans.length === 0 ? [] : [
      `${goes}${plural(plans.length, "plan")}: ${formatBytes(bytesOf(plans))}`,
    ],
    ...Object.entries(needs).flatMap(([need, text]) => {
      const group = groups.get(need as Judged["need"]);
      return group ? [`${stays}${amount(group)}, ${text}`] : [];
    }),
    `store: ${formatBytes(after)}, before ${formatBytes(before)}${excess}`,
  ];
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

export const clean = (pipeline: Pipeline): Command => ({
  name: "clean",
  summary: "remove what was made in outputs/; with --all, the store too",
  details:
    "Removes the files that the pipeline makes, also where links lead to them, and\n" +
    "leaves the links, and all other files.",
  options: ["all", "outputs", "store"],
  async run({ all, outputs, store }) {
    const places = everythingShown(pipeline)
      .map(({ place }) => `${outputs}/${place}`);
    const folders = new Set([
      outputs,
      ...places.map((place) => place.replace(/\/[^/]*$/, "")),
    ]);
    const ofSweeps = [...folders].flatMap(pathsIn).filter((path) =>
      pipeline.sweeps?.shows(path.slice(outputs.length + 1))
    );
    let removed = 0;
    for (const place of [...places, ...ofSweeps]) {
      if (await removeFile(placeOf(place))) removed++;
    }
    for (const folder of folders) {
      for (const path of pathsIn(folder).filter(isAside)) {
        await removeFile(path);
      }
      if (folder !== outputs) await removeIfEmpty(folder);
    }
    if (removed > 0) {
      print(`removed ${plural(removed, "file")} in ${inShell(outputs)}`);
    }
    // only the store's own version folder: what else is there is not ours
    if (all && await removeStore(`${store}/v1`)) {
      print(`removed ${inShell(`${store}/v1`)}`);
    }
  },
});
