/** The commands about committed digests: `lock` writes them, `verify` compares with them. */
import {
  compareWithLock,
  describeDeviations,
  type Lock,
  LockError,
  lockOf,
  lockPath,
  readLock,
  requireLock,
  seedsOf,
  verdictTable,
  writeLock,
} from "../lock/lock.ts";
import { localExecutor } from "../sandbox/executor.ts";
import { interruptions } from "../terminal/interruptions.ts";
import { textReporter } from "../terminal/run_text.ts";
import { print, printError, streamOf } from "../terminal/stream.ts";
import { CliError, usageError } from "../text/errors.ts";
import { fitsGlob } from "../text/glob.ts";
import { plural } from "../text/words.ts";
import { build, type BuildResult } from "./build.ts";
import { command, type Options } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";
import { describeSampled, verifySample } from "./verify_sample.ts";

/** Options that would make results with which nobody's run compares. */
const ofProfile = ({ backends }: Pipeline) => ({
  set: "a lock is of its profile's own settings",
  ...backends && {
    backend: `a lock is of the ${
      backends.names[0]
    } backend, which alone gives the same bits everywhere`,
  },
});

export const lock = (pipeline: Pipeline) =>
  command({
    name: "lock",
    summary: "accept the present results as those to verify against",
    details:
      "With --update, writes outputs/PROFILE.lock.json and says what that changed:\n" +
      "node, output, and the digests of before and after. The lock says which seeds it\n" +
      "is of, and verify computes those.",
    options: ["profile", "seeds", "update", "jobs", "outputs", "store"],
    refused: ofProfile(pipeline),
    async run(options) {
      const { profile, seeds } = options;
      const { folder } = pipeline.project;
      if (!options.update) {
        throw usageError(
          "Cannot write the lock: say --update to replace what it holds",
        );
      }
      requireLock(folder, profile);
      const before = await readLock(folder, profile).catch((error) => {
        if (error instanceof LockError) return "unreadable" as const;
        throw error;
      });
      const { records } = await build(pipeline, options, null, {
        stream: streamOf("stderr"),
      });
      writeLock(folder, profile, lockOf(records, seeds));
      const path = lockPath(profile);
      if (!before) print(`${path} is new`);
      else if (before === "unreadable") {
        print(`${path} is new: it replaces one that could not be read`);
      } else {
        const changes = describeDeviations(compareWithLock(before, records), {
          "different": "changed",
          "missing": "removed",
          "not locked": "added",
        });
        for (const line of changes) print(line);
        print(`${plural(changes.length, "output")} changed in ${path}`);
      }
    },
  });

export const verify = (pipeline: Pipeline) =>
  command({
    name: "verify",
    summary: "compare results with the committed digests",
    details:
      "Runs what is missing, stale or damaged, then compares every output, or those that\n" +
      "--only names and what they need, with outputs/PROFILE.lock.json, which says the\n" +
      "seeds, and which it never writes. With --sample, a share of the nodes, drawn at\n" +
      "random, is also computed once more, each from its inputs alone, and compared with\n" +
      "the lock and the store, which that leaves as it is. Exit code 0 if all is the same,\n" +
      "else 1.",
    options: [
      ...["profile", "only", "sample", "sampleSeed"] as const,
      ...["jobs", "force", "outputs", "store"] as const,
    ],
    refused: {
      ...ofProfile(pipeline),
      seeds: "the lock says which seeds it is of, and lock --update writes it",
    },
    async run(options) {
      const { profile, only, sample: share } = options;
      const path = lockPath(profile);
      const lock = await readLock(pipeline.project.folder, profile);
      if (!lock) {
        throw new CliError(
          `Cannot verify the ${profile} profile: ${path} does not exist`,
        );
      }
      const ofLock = { seeds: seedsOf(lock), seedsFrom: path };
      const built = await build(pipeline, { ...options, ...ofLock }, null, {
        stream: streamOf("stderr"),
        readThrough: true,
      });
      const all = compareWithLock(lock, built.records);
      const rows = all.filter(({ node }) =>
        only.length === 0 || built.records.has(node) ||
        only.some((glob) => fitsGlob(node, glob))
      );
      const deviations = describeDeviations(rows);
      for (const line of [...verdictTable(rows), ...deviations]) print(line);
      const different = share === null
        ? 0
        : await recomputeSome(pipeline, { ...options, share, lock }, built);
      const same = rows.length - deviations.length;
      const more = all.length - rows.length;
      print(
        `${same} of ${rows.length} outputs are the same${
          more > 0 ? `; --only leaves out ${more} more` : ""
        }`,
      );

      const findings = [
        deviations.length > 0 &&
        `${deviations.length} outputs differ from ${path}`,
        different > 0 &&
        `${different} sampled nodes did not come out the same`,
      ].filter(Boolean).join("; ");
      if (findings === "") return;
      throw new CliError(`Cannot confirm the ${profile} profile: ${findings}`);
    },
  });

/** Computes a sample once more, prints how each node came out, and gives the number that differ. */
async function recomputeSome(
  { project: { folder } }: Pipeline,
  { sampleSeed, ...sample }: Options<"sampleSeed" | "jobs"> & {
    share: number;
    lock: Lock;
  },
  { workspace, records }: BuildResult,
): Promise<number> {
  const seed = sampleSeed ??
    crypto.getRandomValues(new Uint32Array(1))[0];
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
      execute: localExecutor(folder),
      emit: textReporter(interruption.stoppingAtFailure(printError)),
      editedSince: keys.code.editedSince,
    },
  );
  interruption.stopListening();
  interruption.requireWritten();
  if (signal.aborted) {
    throw new CliError(
      `Stopped: give --sample-seed ${seed} to draw the same sample again`,
      130,
    );
  }
  for (const line of describeSampled(sampled)) print(line);
  return sampled.filter(({ faults }) => faults.length > 0).length;
}
