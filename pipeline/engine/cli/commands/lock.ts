import { bring } from "../bring.ts";
import { usageError } from "../../text/errors.ts";
import {
  compareWithLock,
  type Lock,
  LockError,
  lockOf,
  lockPath,
  readLock,
  requireLock,
  writeLock,
} from "../../lock/lock.ts";
import { describeChanges } from "../../lock/lock_text.ts";
import { plural } from "../../text/plural.ts";
import { print, streamOf } from "../../terminal/stream.ts";
import { projectFolder } from "../../../project.ts";
import type { Command } from "./command.ts";

/** Options that would make results with which nobody's run compares. */
export const ofProfile: Command["refused"] = {
  set: "a lock is of its profile's own settings",
  backend:
    "a lock is of the wasm backend, which alone gives the same bits everywhere",
};

export const lock: Command = {
  name: "lock",
  operands: "",
  summary: "accept the present results as those to verify against",
  details:
    "With --update, writes outputs/PROFILE.lock.json and says what that changed:\n" +
    "node, output, and the digests of before and after. The lock says which seeds it\n" +
    "is of, and verify computes those.",
  options: ["profile", "seeds", "update", "jobs", "outputs", "store"],
  refused: ofProfile,
  async run(options) {
    if (!options.update) {
      throw usageError(
        "Cannot write the lock: say --update to replace what it holds",
      );
    }
    requireLock(projectFolder, options.profile);
    const before = await lockBefore(options.profile);
    const { records } = await bring(options, {
      stage: null,
      stream: streamOf("stderr"),
    });
    writeLock(projectFolder, options.profile, lockOf(records, options.seeds));
    const path = lockPath(options.profile);
    if (!before) print(`${path} is new`);
    else if (before === "unreadable") {
      print(`${path} is new: it replaces one that could not be read`);
    } else {
      const changes = describeChanges(compareWithLock(before, records));
      for (const line of changes) print(line);
      print(`${plural(changes.length, "output")} changed in ${path}`);
    }
  },
};

/** The lock that is to be replaced, which need not be readable. */
async function lockBefore(
  profile: string,
): Promise<Lock | "unreadable" | undefined> {
  try {
    return await readLock(projectFolder, profile);
  } catch (error) {
    if (error instanceof LockError) return "unreadable";
    throw error;
  }
}
