/** The commands about committed digests: `lock` writes them, `verify` compares with them. */
import {
  challengeOf,
  describeDifferences,
  describeShared,
  refutation,
} from "../lock/challenge.ts";
import { type DigestList, formatList, listOf } from "../lock/digest_list.ts";
import { commitOf } from "../files/project.ts";
import * as locks from "../lock/lock.ts";
import { localExecutor } from "../sandbox/executor.ts";
import { interruptions } from "../terminal/interruptions.ts";
import { textReporter } from "../terminal/run_text.ts";
import { print, printError, streamOf } from "../terminal/stream.ts";
import { CliError, usageError } from "../text/errors.ts";
import { fitsGlob } from "../text/glob.ts";
import { plural, quoted } from "../text/words.ts";
import { build, type BuildResult } from "./build.ts";
import type { Command } from "./options.ts";
import { readList, requireProfile } from "./challenge_command.ts";
import { requirePlace, requireWritable, writeOutput } from "./outputs.ts";
import type { Pipeline } from "./pipeline.ts";
import { describeSampled, type Sample, verifySample } from "./verify_sample.ts";

/** Options that would make results with which nobody's run compares. */
const ofProfile = ({ backends }: Pipeline) => ({
  set: "a lock is of its profile's own settings",
  config: "a lock is of its profile's own settings",
  ...backends && {
    backend: `a lock is of the ${
      backends.names[0]
    } backend, which alone gives the same bits everywhere`,
  },
});

export const lock = (pipeline: Pipeline): Command => ({
  name: "lock",
  summary: "accept the present results as those to verify against",
  details:
    "With --update, writes outputs/PROFILE.lock.json and says what that changed:\n" +
    "node, output, and the digests of before and after. The lock says which seeds it\n" +
    "is of, and verify computes those.",
  options: ["profile", "seeds", "update", "jobs", "outputs", "store"],
  refused: ofProfile(pipeline),
  async run(options) {
    const { profile, seeds, update } = options;
    const { folder } = pipeline.project;
    if (!update) {
      throw usageError(
        "Cannot write the lock: say --update to replace what it holds",
      );
    }
    const path = locks.lockPath(profile);
    requirePlace(`${folder}/${path}`, undefined, `write ${path}`);
    const before = await locks.readLock(folder, profile).catch((error) => {
      if (error instanceof CliError) return "unreadable" as const;
      throw error;
    });
    const stream = streamOf("stderr");
    const { records } = await build(pipeline, options, { stream });
    locks.writeLock(folder, profile, locks.lockOf(records, seeds));
    if (!before) return print(`${path} is new`);
    if (before === "unreadable") {
      return print(`${path} is new: it replaces one that could not be read`);
    }
    const rows = locks.compareLocks(before, locks.lockOf(records));
    const changes = locks.describeDeviations(rows, {
      "different": "changed",
      "missing": "removed",
      "not locked": "added",
    });
    changes.forEach(print);
    print(`${plural(changes.length, "output")} changed in ${path}`);
  },
});

export const verify = (pipeline: Pipeline): Command => ({
  name: "verify",
  summary: "compare results with the committed digests",
  details:
    "Runs what is missing, stale or damaged, then compares every output, or those that\n" +
    "--only names and what they need, with outputs/PROFILE.lock.json, which says the\n" +
    "seeds, and which it never writes. With --sample, a share of the nodes, drawn at\n" +
    "random, is also computed once more, each from its inputs alone, and compared with\n" +
    "the lock and the store, which that leaves as it is. With -o, what was made here is\n" +
    "listed, for --attest and challenge on other machines. Exit code 0 if all is the\n" +
    "same, else 1.",
  options: [
    ...["profile", "only", "sample", "sampleSeed", "attest"] as const,
    ...["jobs", "force", "outputs", "store", "output"] as const,
  ],
  words: {
    output: "list the digests of what was made, and on what, in a file",
  },
  refused: {
    ...ofProfile(pipeline),
    seeds: "the lock says which seeds it is of, and lock --update writes it",
  },
  async run(options) {
    const { profile, only, sample: share, sampleSeed, jobs } = options;
    const { attest, output } = options;
    const others = attest.map((file) => ({ file, list: readList(file) }));
    for (const { file, list } of others) {
      requireProfile(file, list, { profile, whose: "this run" });
    }
    if (output !== null) await requireWritable(output);
    const path = locks.lockPath(profile);
    const lock = await locks.readLock(pipeline.project.folder, profile);
    if (!lock) {
      throw new CliError(
        `Cannot verify the ${profile} profile: ${path} does not exist`,
      );
    }
    const seeds = locks.seedsOf(lock);
    const how = { stream: streamOf("stderr"), readThrough: true };
    const built = await build(pipeline, { ...options, seeds }, how);
    const { records } = built;
    const all = locks.compareLocks(lock, locks.lockOf(records));
    const rows = all.filter(({ node }) =>
      only.length === 0 || records.has(node) ||
      only.some((glob) => fitsGlob(node, glob))
    );
    const deviations = locks.describeDeviations(rows);
    [...locks.verdictTable(rows), ...deviations].forEach(print);
    const seed = sampleSeed ?? crypto.getRandomValues(new Uint32Array(1))[0];
    const different = share === null
      ? 0
      : await recompute(pipeline, { share, seed, jobs, lock, records }, built);
    const commit = await commitOf(pipeline.project.folder) ?? undefined;
    const list = listOf(records, seeds, { profile, commit });
    const contested = others.map((other) => attested(list, other));
    if (output !== null) await writeOutput(output, formatList(list));
    const same = rows.length - deviations.length;
    const more = all.length - rows.length;
    const leftOut = more > 0 ? `; --only leaves out ${more} more` : "";
    print(`${same} of ${rows.length} outputs are the same${leftOut}`);
    const counts: [number, string][] = [
      [deviations.length, `outputs differ from ${path}`],
      [different, "sampled nodes did not come out the same"],
    ];
    const findings = [
      ...counts.filter(([count]) => count > 0).map((words) => words.join(" ")),
      ...contested.flatMap((finding) => finding ?? []),
    ];
    if (findings.length === 0) return;
    throw new CliError(
      `Cannot confirm the ${profile} profile: ${findings.join("; ")}`,
    );
  },
});

/** Computes a sample once more, prints how each node came out, and gives the number that differ. */
async function recompute(
  { project: { folder } }: Pipeline,
  sample: Sample,
  built: BuildResult,
): Promise<number> {
  print(`sample: drawn by --sample-seed ${sample.seed}`);
  const interruption = interruptions();
  const { signal } = interruption;
  const sampled = await verifySample(sample, built, {
    store: built.store,
    signal,
    execute: localExecutor(folder),
    emit: textReporter(interruption.stoppingAtFailure(printError)),
    editedSince: built.keys.code.editedSince,
  });
  interruption.stopListening();
  interruption.requireWritten();
  if (signal.aborted) {
    throw new CliError(
      `Stopped: give --sample-seed ${sample.seed} to draw the same sample again`,
      130,
    );
  }
  describeSampled(sampled).forEach(print);
  return sampled.filter(({ faults }) => faults.length > 0).length;
}

/** Prints how what was made here compares with what another machine lists, and gives what speaks against it. */
function attested(
  list: DigestList,
  { file, list: other }: { file: string; list: DigestList },
): string | undefined {
  const names = ["here", "there"] as const;
  const challenge = challengeOf(list, other);
  describeDifferences(challenge, names).forEach(print);
  print(`${quoted(file)}: ${describeShared(challenge, names)}`);
  const why = refutation(challenge);
  return why && `${quoted(file)} ${why}`;
}
