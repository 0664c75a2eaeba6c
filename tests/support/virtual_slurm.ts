/** Slurm's commands, as programs that are run by words, in front of a virtual cluster. */
import type { Task, VirtualCluster } from "./virtual_cluster.ts";

/** What a program answered. */
export interface Answer {
  code: number;
  stdout: string;
  stderr: string;
}

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
  /** programs that this machine does not have */
  missing?: readonly string[];
}

const unreachable =
  "slurm_load_jobs error: Unable to contact slurm controller (connect failure)";

const well = (stdout: string): Answer => ({ code: 0, stdout, stderr: "" });
const refused = (stderr: string): Answer => ({
  code: 1,
  stdout: "",
  stderr: `${stderr}\n`,
});

/** What this sbatch understands; a word that is not here is a mistake. */
const known = [
  ...["parsable", "requeue", "array", "dependency", "job-name", "output"],
  ...["error", "signal", "time", "partition", "account", "mem", "qos"],
  ...["cpus-per-task", "export", "chdir", "open-mode", "comment", "nodes"],
  ...["ntasks", "no-requeue", "kill-on-invalid-dep"],
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

  function sbatch(args: readonly string[], script: string): Answer {
    const say = (what: string) => refused(`sbatch: error: ${what}`);
    const given = optionsIn(args);
    for (const name of Object.keys(given)) {
      if (!known.includes(name)) return say(`unrecognized option '--${name}'`);
    }
    if (!script.startsWith("#!")) {
      return say("This does not look like a batch script.");
    }
    const indices = indicesOf(given.array ?? "0");
    if (indices.some((index) => index >= maxArraySize)) {
      return say(
        "Batch job submission failed: Invalid job array specification",
      );
    }
    const refusal = troubles.refuses?.(submissions);
    const isUnheard = troubles.losesAnswer?.(submissions);
    submissions++;
    if (refusal) return say(`Batch job submission failed: ${refusal}`);
    const [, warning] = (given.signal ?? "TERM@0").split("@");
    const id = cluster.submit({
      ...{ indices, script, name: given["job-name"] ?? "sbatch" },
      after: dependenciesOf(given.dependency ?? ""),
      limit: given.time === undefined ? Infinity : secondsOf(given.time),
      warning: Number(warning),
    });
    return isUnheard
      ? say(
        "Batch job submission failed: Socket timed out on send/recv operation",
      )
      : well(
        "parsable" in given ? `${id}\n` : `Submitted batch job ${id}\n`,
      );
  }

  /** What squeue prints of a task, by the letters of its `--format`. */
  const fieldsOf = (task: Task): Record<string, string> => ({
    F: `${task.array.id}`,
    K: `${task.index}`,
    i: `${task.array.id}_${task.index}`,
    j: task.array.name,
    T: troubles.tells?.(task) ?? task.state,
    r: task.state === "RUNNING"
      ? "None"
      : cluster.waits(task)
      ? "Dependency"
      : "Resources",
  });

  /** A line for each task that waits or runs, as `--array` has it. */
  function squeue(args: readonly string[]): Answer {
    const { name, jobs, format = "%i %T" } = optionsIn(args, {
      ...{ n: "name", j: "jobs", o: "format" },
    });
    const names = name?.split(",");
    const ids = jobs?.split(",").map(Number);
    if (ids?.length && !ids.some((id) => cluster.arrays.has(id))) {
      return refused("slurm_load_jobs error: Invalid job id specified");
    }
    const lines = [...cluster.queue()]
      .filter(({ array }) => names?.includes(array.name) ?? true)
      .filter(({ array }) => ids?.includes(array.id) ?? true)
      .map((task) =>
        format.replace(/%([A-Za-z])/g, (_, letter) => fieldsOf(task)[letter])
      );
    return well(lines.map((line) => `${line}\n`).join(""));
  }

  function scancel(args: readonly string[]): Answer {
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

  /** One line a task: `id_index|STATE|code:signal`, or whatever fields are asked for. */
  function sacct(args: readonly string[]): Answer {
    const { jobs = "", format = "JobID,State,ExitCode" } = optionsIn(args, {
      ...{ j: "jobs", o: "format" },
    });
    const fields = format.split(",");
    const lines = jobs.split(",").flatMap((word) => {
      const [id, index] = word.split("_").map(Number);
      const tasks = cluster.arrays.get(id)?.tasks ?? [];
      return tasks
        .filter((task) => index === undefined || task.index === index)
        .map(({ array, index, state }) => {
          const values: Record<string, string> = {
            jobid: `${array.id}_${index}`,
            state,
            exitcode: state === "FAILED" ? "1:0" : "0:0",
            jobname: array.name,
          };
          return fields.map((field) => values[field.toLowerCase()] ?? "");
        });
    });
    return well(lines.map((values) => values.join("|") + "\n").join(""));
  }

  const programs: Record<
    string,
    (args: readonly string[], stdin: string) => Answer
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
    ): Promise<Answer | null> {
      if (!programs[program] || troubles.missing?.includes(program)) {
        return Promise.resolve(null);
      }
      calls.push({ program, args });
      return Promise.resolve(
        troubles.isDown?.(cluster.now)
          ? refused(unreachable)
          : programs[program](args, stdin),
      );
    },
    /** How often each program was run. */
    counts: () =>
      Object.fromEntries(
        Map.groupBy(calls, ({ program }) => program).entries()
          .map(([program, { length }]) => [program, length]),
      ),
  };
}

/** The options among some words: `--name=value`, `--name`, and `-n value` for the letters that take one. */
function optionsIn(
  args: readonly string[],
  letters: Record<string, string> = {},
): Record<string, string> {
  const options: Record<string, string> = {};
  args.forEach((word, i) => {
    const [, name, value = ""] = /^--([^=]+)=?(.*)$/s.exec(word) ?? [];
    const letter = letters[word.replace(/^-/, "")];
    if (name !== undefined) options[name] = value;
    else if (word.startsWith("-") && letter) options[letter] = args[i + 1];
  });
  return options;
}

/** `0-4,7` and `0-99%10`, as `--array` has them. */
function indicesOf(text: string): number[] {
  return text.replace(/%\d+$/, "").split(",").flatMap((range) => {
    const [first, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** The ids of `afterany:1:2,afterany:3`; an array that has ended or never was is waited for by nobody. */
function dependenciesOf(text: string): number[] {
  return text.split(",").filter((part) => part !== "").flatMap((part) => {
    const [kind, ...ids] = part.split(":");
    if (kind !== "afterany") throw new Error(`Cannot wait ${part}`);
    return ids.map(Number);
  });
}

/** Seconds of `--time`: `90`, `90:00`, `1:30:00`, `1-00`, `1-00:30` and `1-00:30:00`. */
function secondsOf(text: string): number {
  const [, days, rest] = /^(?:(\d+)-)?([\d:]+)$/.exec(text)!;
  const parts = rest.split(":").map(Number);
  const [hours, minutes, seconds] = days !== undefined
    ? [parts[0], parts[1] ?? 0, parts[2] ?? 0]
    : parts.length === 3
    ? parts
    : [0, parts[0], parts[1] ?? 0];
  return ((Number(days ?? 0) * 24 + hours) * 60 + minutes) * 60 + seconds;
}
