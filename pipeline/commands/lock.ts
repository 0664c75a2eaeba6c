import { bring } from "../bring.ts";
import { usageError } from "../errors.ts";
import { compareWithLock, lockPath, readLock, writeLock } from "../lock.ts";
import type { Command } from "./command.ts";

export const lock: Command = {
  name: "lock",
  operands: "",
  summary: "accept the present results as those to verify against",
  details:
    "With --update, writes outputs/PROFILE.lock.json and says what changed.",
  options: ["profile", "seeds", "update", "jobs", "outputs", "store"],
  async run(options) {
    if (!options.update) {
      throw usageError(
        "Cannot write the lock: say --update to replace what it holds",
      );
    }
    const { records } = await bring(options, {
      stage: null,
      write: console.error,
    });
    const before = await readLock(options.profile);
    await writeLock(options.profile, records);
    const changes = before
      ? compareWithLock(before, records).filter((row) => row.verdict !== "same")
      : [];
    for (const { node, output, verdict } of changes) {
      console.log(`${verdict.padEnd(9)}  ${node} ${output}`);
    }
    console.log(
      before
        ? `${changes.length} outputs changed in ${lockPath(options.profile)}`
        : `${lockPath(options.profile)} is new`,
    );
  },
};
