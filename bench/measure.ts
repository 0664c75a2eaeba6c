/** What a command took. */
export interface Measurement {
  seconds: number;
  /** seconds that processors were busy with all of its processes; null if it cannot be read */
  processor: number | null;
  /** resident memory of the largest of its processes, in bytes; null if it cannot be read */
  peakMemory: number | null;
  stdout: string;
}

/** GNU time, which knows the memory of processes that have ended. */
const gnuTime = "/usr/bin/time";

/**
 * Runs a command to its end and measures it.
 *
 * @throws {Error} with the last line that it told on standard error, if it fails.
 */
export async function measure(
  command: readonly string[],
  { cwd, notes }: { cwd: string; notes: string },
): Promise<Measurement> {
  const timed = await hasGnuTime();
  const [program, ...args] = timed
    ? [gnuTime, "--verbose", `--output=${notes}`, ...command]
    : command;
  const start = performance.now();
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  const seconds = (performance.now() - start) / 1000;
  if (!success) {
    const complaint = new TextDecoder().decode(stderr).trim().split("\n").at(
      -1,
    );
    throw new Error(
      complaint || `it failed without a word: ${command.join(" ")}`,
    );
  }
  const told = timed ? await Deno.readTextFile(notes) : "";
  return {
    seconds,
    processor: processorIn(told),
    peakMemory: peakMemoryIn(told),
    stdout: new TextDecoder().decode(stdout),
  };
}

/** Bytes, from what GNU time wrote; null if they are not there. */
export function peakMemoryIn(notes: string): number | null {
  const match = /Maximum resident set size \(kbytes\): (\d+)/.exec(notes);
  return match && Number(match[1]) * 1024;
}

/** Seconds of a processor, its own and the system's; null if they are not there. */
export function processorIn(notes: string): number | null {
  const times = [...notes.matchAll(/(?:User|System) time \(seconds\): (\S+)/g)];
  return times.length < 2
    ? null
    : times.reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}

let known: boolean | undefined;

/** Asked once: other systems have another `time`, or none, at that place. */
async function hasGnuTime(): Promise<boolean> {
  try {
    known ??= (await new Deno.Command(gnuTime, {
      args: ["--version"],
      stdout: "null",
      stderr: "null",
    }).output()).success;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    known = false;
  }
  return known;
}
