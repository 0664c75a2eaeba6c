import { bring } from "../bring.ts";
import { CliError } from "../errors.ts";
import { compareWithLock, lockPath, readLock } from "../lock.ts";
import type { Command } from "./command.ts";

export const verify: Command = {
  name: "verify",
  operands: "",
  summary: "compare results with the committed digests",
  details: "Runs what is missing or stale, then compares every output with\n" +
    "outputs/PROFILE.lock.json, which it never writes. Exit code 1 if one differs.",
  options: ["profile", "jobs", "force", "outputs", "store"],
  async run(options) {
    const lock = await readLock(options.profile);
    if (!lock) {
      throw new CliError(
        `Cannot verify the ${options.profile} profile: ${
          lockPath(options.profile)
        } does not exist`,
      );
    }
    const { records } = await bring(options, {
      stage: null,
      write: console.error,
    });
    const rows = compareWithLock(lock, records);
    const same = rows.filter(({ verdict }) => verdict === "same").length;
    for (const { node, output, verdict } of rows) {
      if (verdict !== "same") {
        console.log(`${verdict.padEnd(10)}  ${node} ${output}`);
      }
    }
    console.log(`${same} of ${rows.length} outputs are the same`);
    if (same < rows.length) {
      throw new CliError(
        `Cannot confirm the ${options.profile} profile: ${
          rows.length - same
        } outputs differ from ${lockPath(options.profile)}`,
      );
    }
  },
};
