/**
 * Slurm's programs: what they are asked, and what their answers say. Their environment
 * has no variable by which they would answer otherwise.
 */
import { absent } from "../files/folders.ts";
import { type Clock, systemClock } from "../run/clock.ts";
import { CliError } from "../text/errors.ts";

/** What a program has said. */
export interface ProgramResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** How Slurm is reached, and waited for. */
export interface SlurmEffects extends Clock {
  /** Runs one of its programs; null if this machine does not have it. */
  run(
    program: string,
    args: readonly string[],
    stdin?: string,
  ): Promise<ProgramResult | null>;
}

/** One task of an array, as the queue has it. */
export interface Task {
  /** the name of the array */
  name: string;
  /** the id of the array, and the place of the task in it: `12_3` */
  id: string;
  index: number;
  state: string;
  /** why it waits */
  reason: string;
}

/** What Slurm calls tasks that have ended; whatever else it may say of one, that one is at work. */
const ends = new Set([
  ...["COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "PREEMPTED"],
  ...["OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", "LAUNCH_FAILED", "REVOKED"],
]);

/** Whether a task has ended; `CANCELLED by 1000` has. */
export function hasEnded(state: string): boolean {
  return ends.has(state.split(" ")[0]);
}

const remedy =
  "give the command where jobs are submitted, or leave out --executor slurm";

/** @throws {CliError} if there is no Slurm here, or one that knows no cluster. */
export async function requireSlurm({ run }: SlurmEffects): Promise<void> {
  const answer = await run("sbatch", ["--version"]);
  if (answer?.code === 0) return;
  throw new CliError(
    `Cannot use Slurm: ${complaintOf("sbatch", answer)}; ${remedy}`,
  );
}

/** Slurm's own default. */
const usualArraySize = 1001;

/** How many tasks an array may have, which is one more than the last index. */
export async function largestArray({ run }: SlurmEffects): Promise<number> {
  const answer = await run("scontrol", ["show", "config"]);
  const [, size] = /^MaxArraySize\s*=\s*(\d+)/m.exec(answer?.stdout ?? "") ??
    [];
  if (size !== "0") return Number(size ?? usualArraySize);
  throw new CliError(
    "Cannot use Slurm: its MaxArraySize is 0, so that it takes no arrays of jobs; run what deno task plan --format make writes",
  );
}

/**
 * Submits a script.
 *
 * @returns the id of the array, or why it was refused
 */
export async function sbatch(
  words: readonly string[],
  script: string,
  { run }: SlurmEffects,
): Promise<{ id: string } | { refused: string }> {
  const answer = await run("sbatch", ["--parsable", ...words], script);
  // `12`, or `12;cluster`
  const [, id] = /^(\d+)(;.*)?$/m.exec(answer?.stdout ?? "") ?? [];
  if (answer?.code === 0 && id !== undefined) return { id };
  return {
    refused: answer?.code === 0 && !answer.stdout.trim()
      ? "sbatch gave no id"
      : complaintOf("sbatch", answer),
  };
}

/** Names that a command line has room for. */
const mostNames = 1000;

/**
 * The tasks of the arrays of these names that the queue knows, of which some may have
 * ended; where it does not answer, what is wrong.
 */
export async function squeue(
  names: readonly string[],
  { run }: SlurmEffects,
): Promise<{ tasks: Task[] } | { unknown: string }> {
  const tasks: Task[] = [];
  for (let at = 0; at < names.length; at += mostNames) {
    const some = names.slice(at, at + mostNames);
    const answer = await run("squeue", [
      ...["--array", "--noheader", "--states=all"],
      ...[`--name=${some.join()}`, "--format=%F|%K|%T|%j|%r"],
    ]);
    if (answer?.code !== 0) return { unknown: complaintOf("squeue", answer) };
    const known = new Set(some);
    for (const line of answer.stdout.split("\n")) {
      const [array, index, state, name, ...reason] = line.trim().split("|");
      if (!/^\d+$/.test(index ?? "") || !known.has(name)) continue;
      const place = { id: `${array}_${index}`, index: Number(index) };
      tasks.push({ name, ...place, state, reason: reason.join("|") });
    }
  }
  return { tasks };
}

/** How tasks of arrays have ended, by their ids, as far as Slurm keeps accounts. */
export async function sacct(
  arrays: readonly string[],
  { run }: SlurmEffects,
): Promise<Map<string, string>> {
  const answer = await run("sacct", [
    ...["--noheader", "--parsable2", "--allocations"],
    ...[`--jobs=${arrays.join()}`, "--format=JobID,State"],
  ]);
  const lines = answer?.code === 0 ? answer.stdout.split("\n") : [];
  return new Map(lines.flatMap((line) => {
    const [id, state] = line.trim().split("|");
    return state ? [[id, state]] : [];
  }));
}

/** Ends tasks. @throws {CliError} if it cannot. */
export async function scancel(
  ids: readonly string[],
  { run }: SlurmEffects,
): Promise<void> {
  const answer = await run("scancel", ids);
  if (answer?.code === 0) return;
  throw new CliError(
    `Cannot cancel: ${
      complaintOf("scancel", answer)
    }; give the same command again`,
  );
}

/** `sbatch says: Invalid account`: what a program complains of, in one line. */
function complaintOf(program: string, answer: ProgramResult | null): string {
  if (!answer) return `there is no ${program} on this machine`;
  const text = answer.stderr.trim() || answer.stdout.trim();
  const lines = text.split("\n").map((line) =>
    line.replace(/^\w+: (error|fatal): /, "").trim()
  );
  return `${program} says: ${lines.join("; ") || `exit code ${answer.code}`}`;
}

/** Variables by which people set what programs answer that are read here. */
const answering = /^(SQUEUE|SACCT|SCANCEL|SLURM_TIME_FORMAT|SLURM_BITSTR)/;

/** This machine's Slurm. */
export const slurmHere: SlurmEffects = {
  ...systemClock,
  async run(program, args, stdin = "") {
    const variables = Object.entries(Deno.env.toObject())
      .filter(([name]) => !answering.test(name));
    const child = await Promise.try(() =>
      new Deno.Command(program, {
        args: [...args],
        clearEnv: true,
        env: Object.fromEntries(variables),
        ...{ stdin: "piped", stdout: "piped", stderr: "piped" } as const,
      }).spawn()
    ).catch(absent);
    if (!child) return null;
    const [{ code, stdout, stderr }] = await Promise.all([
      child.output(),
      // one that ends before it has read says why
      new Blob([stdin]).stream().pipeTo(child.stdin).catch(() => {}),
    ]);
    const [out, err] = [stdout, stderr]
      .map((bytes) => new TextDecoder().decode(bytes));
    return { code, stdout: out, stderr: err };
  },
};
