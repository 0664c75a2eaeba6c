import { bring, type Brought } from "../bring.ts";
import { CliError } from "../../text/errors.ts";
import { localExecutor } from "../../sandbox/local.ts";
import { interruptions } from "../../terminal/interruptions.ts";
import {
  compareWithLock,
  type Lock,
  lockPath,
  readLock,
  seedsOf,
} from "../../lock/lock.ts";
import { describeDeviations, verdictTable } from "../../lock/lock_text.ts";
import type { Options } from "../options.ts";
import { projectFolder } from "../../../project.ts";
import { textReporter } from "../../terminal/reporter.ts";
import { print, printError, streamOf } from "../../terminal/stream.ts";
import type { Command } from "./command.ts";
import { ofProfile } from "./lock.ts";

export const verify: Command = {
  name: "verify",
  operands: "",
  summary: "compare results with the committed digests",
  details:
    "Runs what is missing, stale or damaged, then compares every output with\n" +
    "outputs/PROFILE.lock.json, which says the seeds, and which it never writes. With\n" +
    "--sample, a share of the nodes, drawn at random, is also computed once more, each\n" +
    "from its inputs alone, and compared with the lock and the store, which that leaves\n" +
    "as it is. Exit code 0 if all is the same, else 1.",
  options: [
    "profile",
    "sample",
    "sample-seed",
    "jobs",
    "force",
    "outputs",
    "store",
  ],
  refused: {
    ...ofProfile,
    seeds: "the lock says which seeds it is of, and lock --update writes it",
  },
  async run(options) {
    const { profile, sample: share } = options;
    const lock = await readLock(projectFolder, profile);
    if (!lock) {
      throw new CliError(
        `Cannot verify the ${profile} profile: ${
          lockPath(profile)
        } does not exist`,
      );
    }
    const locked = { seeds: seedsOf(lock), seedsFrom: lockPath(profile) };
    const brought = await bring({ ...options, ...locked }, {
      stage: null,
      stream: streamOf("stderr"),
      readThrough: true,
    });
    const rows = compareWithLock(lock, brought.records);
    const deviations = describeDeviations(rows);
    for (const line of [...verdictTable(rows), ...deviations]) {
      print(line);
    }
    const different = share === null
      ? 0
      : await recomputeSome({ ...options, share, lock }, brought);
    const same = rows.length - deviations.length;
    print(`${same} of ${rows.length} outputs are the same`);

    const findings = [
      ...deviations.length > 0
        ? [`${deviations.length} outputs differ from ${lockPath(profile)}`]
        : [],
      ...different > 0
        ? [`${different} sampled nodes did not come out the same`]
        : [],
    ];
    if (findings.length > 0) {
      throw new CliError(
        `Cannot confirm the ${profile} profile: ${findings.join("; ")}`,
      );
    }
  },
};

/** Computes a sample once more, tells of it, and gives the number of nodes that differ. */
async function recomputeSome(
  { sampleSeed, ...sample }: Pick<Options, "sampleSeed" | "jobs"> & {
    share: number;
    lock: Lock;
  },
  { workspace, records }: Brought,
): Promise<number> {
  // not before: NumPy's random numbers take longer to load than a fresh run takes
  const { drawSeed } = await import("../../lock/sample.ts");
  const { describeSampled, verifySample } = await import(
    "../verify_sample.ts"
  );
  const seed = sampleSeed ?? drawSeed();
  print(`sample: drawn by --sample-seed ${seed}`);
  const { keys, store } = workspace;
  const interruption = interruptions();
  const { signal } = interruption;
  const sampled = await verifySample(
    { ...sample, seed, records },
    workspace,
    {
      store,
      signal,
      execute: localExecutor(projectFolder),
      emit: textReporter(interruption.heeding(printError)),
      editedSince: keys.code.editedSince,
    },
  );
  interruption.stopListening();
  interruption.requireHeard();
  if (signal.aborted) {
    throw new CliError(
      `Stopped: give --sample-seed ${seed} to draw the same sample again`,
      130,
    );
  }
  for (const line of describeSampled(sampled)) print(line);
  return sampled.filter(({ faults }) => faults.length > 0).length;
}
