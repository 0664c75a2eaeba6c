import { usageError } from "../../text/errors.ts";
import { describeCollected } from "../gc_text.ts";
import { lockedBy, readLocks } from "../../lock/lock.ts";
import { collect } from "../../store/collect.ts";
import { Store } from "../../store/store.ts";
import { print } from "../../terminal/stream.ts";
import { projectFolder } from "../../../project.ts";
import type { Command } from "./command.ts";

export const gc: Command = {
  name: "gc",
  operands: "",
  summary: "remove from the store what is old or too much",
  details:
    "Removes records with their outputs, and checkpoints, least recently used first,\n" +
    "and what dead runs have left. What the locks in outputs/ list stays, as does what\n" +
    "a run at work has used, and what was used within the last hour.",
  options: ["older-than", "max-size", "dry-run", "store"],
  optionWords: { "dry-run": "say what would be removed; remove nothing" },
  async run({ olderThan, maxSize, dryRun, store: folder }) {
    if (olderThan === null && maxSize === null) {
      throw usageError(
        "Cannot choose what to remove: there is no limit; give --older-than 30d, --max-size 2GB or both",
      );
    }
    const locked = lockedBy(await readLocks(projectFolder));
    const now = Date.now();
    const limits = {
      usedSince: olderThan === null ? -Infinity : now - olderThan,
      largest: maxSize ?? Infinity,
    };
    const store = await Store.open(folder);
    const collected = await collect(store, { limits, locked, now, dryRun });
    for (const line of describeCollected(collected, { limits, dryRun })) {
      print(line);
    }
  },
};
