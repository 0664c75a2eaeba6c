/** What Slurm is asked for, by the names of nodes. */
import { fitsGlob } from "../text/glob.ts";

/** What is asked for a job. */
export interface Asks {
  partition?: string;
  account?: string;
  /** seconds, of nodes that have never run */
  time?: number;
  /** bytes */
  memory?: number;
  cpus?: number;
  /** tasks of one array that may run at once */
  atOnce?: number;
  /** words for `sbatch` as they are */
  more?: readonly string[];
}

export interface SlurmSettings {
  /** a job may take so many times what its nodes took before */
  margin: number;
  /** seconds that nodes may take together to share a job */
  pack: number;
  /** seconds that a job waits for inputs that another machine has just made, and `--wait` for results */
  patience: number;
  /** by patterns of nodes' names: of those that fit a name, the later count more; and where people have written them */
  nodes: readonly (readonly [glob: string, asks: Asks, where?: string])[];
}

export const usualSlurm: SlurmSettings = {
  ...{ margin: 2, pack: 60, patience: 60 },
  nodes: [["*", { time: 4 * 60 * 60 }]],
};

/** What is asked for a node. */
export function asksOf({ nodes }: SlurmSettings, name: string): Asks {
  return Object.assign(
    {},
    ...nodes.filter(([glob]) => fitsGlob(name, glob)).map(([, asks]) => asks),
  );
}

/** No job is given less: it may have to wait for a disk. */
const shortest = 5 * 60;

/** The words by which `sbatch` is asked for an array of so many jobs, each of which may take so many minutes. */
export function sbatchWords(
  asks: Asks,
  { count, minutes }: { count: number; minutes: number },
): string[] {
  const { partition, account, memory, cpus, atOnce, more = [] } = asks;
  const given = {
    array: `0-${count - 1}${atOnce ? `%${atOnce}` : ""}`,
    ...{ partition, account, "cpus-per-task": cpus },
    mem: memory && `${Math.ceil(memory / 2 ** 20)}M`,
    time: minutes,
  };
  return [
    ...Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}=${value}`]
    ),
    ...more,
  ];
}

/**
 * The minutes that a job may take.
 *
 * @param seconds what it took before; null if nothing tells
 */
export function minutesOf(
  { time }: Asks,
  seconds: number | null,
  { margin }: Pick<SlurmSettings, "margin">,
): number {
  const limit = seconds === null ? time! : Math.max(shortest, seconds * margin);
  return Math.ceil(limit / 60);
}
