/** Slurm's programs in front of a virtual cluster; they answer as those of Slurm 22.05. */
import type {
  ProgramResult,
  SlurmEffects,
} from "../../pipeline/engine/slurm/programs.ts";
import type { Task, VirtualCluster } from "./virtual_cluster.ts";

/** What goes wrong between a command and the controller; nothing unless given. */
export interface Troubles {
  /** what is said instead of taking an array; given how many were asked for before */
  refuses?(count: number): string | undefined;
  /** whether an array is taken, and the answer is lost */
  losesAnswer?(count: number): boolean;
  /** whether nobody answers at this time */
  isDown?(seconds: number): boolean;
  /** the state that is told of a task instead of its own */
  tells?(task: Task): string | undefined;
  /** whether how tasks have ended is kept nowhere */
  keepsNoAccounts?: boolean;
  /** programs that this machine does not have */
  missing?: readonly string[];
}

/** Seconds for which the queue has a task that has ended. */
const minJobAge = 300;

const unreachable =
  "slurm_load_jobs error: Unable to contact slurm controller (connect failure)";

const well = (stdout: string): ProgramResult => ({
  code: 0,
  stdout,
  stderr: "",
});
const refused = (stderr: string): ProgramResult => ({
  code: 1,
  stdout: "",
  stderr: `${stderr}\n`,
});

/** What this sbatch understands; another word is a mistake. */
const known = [
  ...["parsable", "requeue", "array", "dependency", "job-name", "output"],
  ...["open-mode", "signal", "time", "partition", "account", "mem", "chdir"],
  ...["cpus-per-task", "qos"],
];

/** Slurm on a virtual cluster; `calls` keeps what was run, words and all. */
export function virtualSlurm(
  cluster: VirtualCluster,
  { maxArraySize = 1001, troubles = {} }: {
    maxArraySize?: number;
    troubles?: Troubles;
  } = {},
) {
  const calls: { program: string; args: readonly string[] }[] = [];
  let submissions = 0;

  function sbatch(args: readonly string[], script: string): ProgramResult {
    if (args.includes("--version")) return well("slurm-wlm 22.05.8\n");
    const say = (what: string) => refused(`sbatch: error: ${what}`);
    const given = optionsIn(args);
    for (const name of Object.keys(given)) {
      if (!known.includes(name)) return say(`unrecognized option '--${name}'`);
    }
    if (!script.startsWith("#!")) {
      return say("This does not look like a batch script.");
    }
    const indices = indicesOf(given.array);
    if (indices.some((index) => index >= maxArraySize)) {
      return say(
        "Batch job submission failed: Invalid job array specification",
      );
    }
    const refusal = troubles.refuses?.(submissions);
    const isUnheard = troubles.losesAnswer?.(submissions);
    submissions++;
    if (refusal) return say(`Batch job submission failed: ${refusal}`);
    const id = cluster.submit({
      ...{ indices, script, name: given["job-name"] },
      after: dependenciesOf(given.dependency ?? ""),
      limit: 60 * Number(given.time),
    });
    if (!isUnheard) return well(`${id}\n`);
    return say(
      "Batch job submission failed: Socket timed out on send/recv operation",
    );
  }

  /** What squeue prints of a task, by the letters of its `--format`. */
  const fieldsOf = (task: Task): Record<string, string> => ({
    F: `${task.array.id}`,
    K: `${task.index}`,
    j: task.array.name,
    T: troubles.tells?.(task) ?? task.state,
    r: task.state !== "PENDING"
      ? "None"
      : cluster.waits(task)
      ? "Dependency"
      : "Resources",
  });

  /** A line for each task of arrays of some names, as with `--array`. */
  function squeue(args: readonly string[]): ProgramResult {
    const { name, states, format } = optionsIn(args);
    const names = new Set(name.split(","));
    const age = states === "all" ? minJobAge : 0;
    const lines = [...cluster.arrays.values()]
      .filter((array) => names.has(array.name))
      .flatMap(({ tasks }) => tasks)
      .filter(({ ended }) => (ended ?? Infinity) + age > cluster.now)
      .map((task) =>
        format.replace(/%([A-Za-z])/g, (_, letter) => fieldsOf(task)[letter])
      );
    return well(lines.map((line) => `${line}\n`).join(""));
  }

  function scancel(args: readonly string[]): ProgramResult {
    const complaints: string[] = [];
    for (const word of args.filter((word) => !word.startsWith("-"))) {
      const [id, index] = word.split("_").map(Number);
      const tasks = cluster.arrays.get(id)?.tasks
        .filter((task) => index === undefined || task.index === index);
      if (!tasks?.length) {
        complaints.push(
          `scancel: error: Kill job error on job id ${word}: Invalid job id specified`,
        );
      }
      tasks?.forEach((task) => cluster.cancel(task));
    }
    return complaints.length > 0 ? refused(complaints.join("\n")) : well("");
  }

  /** A line for each task of some arrays, as with `--format=JobID,State`. */
  function sacct(args: readonly string[]): ProgramResult {
    if (troubles.keepsNoAccounts) {
      return refused("Slurm accounting storage is disabled");
    }
    const lines = optionsIn(args).jobs.split(",").flatMap((id) =>
      (cluster.arrays.get(Number(id))?.tasks ?? [])
        .map(({ index, state }) => `${id}_${index}|${state}\n`)
    );
    return well(lines.join(""));
  }

  const programs: Record<
    string,
    (args: readonly string[], stdin: string) => ProgramResult
  > = {
    ...{ sbatch, squeue, scancel, sacct },
    scontrol: () =>
      well(
        `Configuration data as of now\nMaxArraySize            = ${maxArraySize}\nMaxJobCount             = 10000\n`,
      ),
  };

  return {
    calls,
    /** Runs one of Slurm's programs; null if there is none of that name. */
    run(
      program: string,
      args: readonly string[],
      stdin = "",
    ): Promise<ProgramResult | null> {
      if (!programs[program] || troubles.missing?.includes(program)) {
        return Promise.resolve(null);
      }
      calls.push({ program, args });
      const needsNobody = args.includes("--version");
      return Promise.resolve(
        !needsNobody && troubles.isDown?.(cluster.now)
          ? refused(unreachable)
          : programs[program](args, stdin),
      );
    },
    now: () => 1000 * cluster.now,
    sleep: (ms: number, signal?: AbortSignal) => cluster.sleep(ms, signal),
    /** How often each program was run. */
    counts: () =>
      Object.fromEntries(
        Map.groupBy(calls, ({ program }) => program).entries()
          .map(([program, { length }]) => [program, length]),
      ),
  } satisfies SlurmEffects & Record<string, unknown>;
}

/** The options among some words: `--name=value`, and `--name`, which has no text. */
function optionsIn(args: readonly string[]): Record<string, string> {
  return Object.fromEntries(args.flatMap((word) => {
    const [, name, value = ""] = /^--([^=]+)=?(.*)$/s.exec(word) ?? [];
    return name === undefined ? [] : [[name, value]];
  }));
}

/** The places of `0-4`, as `--array` has them; how many may run at once, after `%`, is let pass. */
function indicesOf(text: string): number[] {
  const [first, last] = text.replace(/%\d+$/, "").split("-").map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The ids of `afterany:1:2,afterany:3`; an array that has ended or never was is waited for by nobody. */
function dependenciesOf(text: string): number[] {
  return text.split(",").filter((part) => part !== "").flatMap((part) => {
    const [kind, ...ids] = part.split(":");
    if (kind !== "afterany") throw new Error(`Cannot wait ${part}`);
    return ids.map(Number);
  });
}
