import { assertEquals } from "@std/assert";
import { integers } from "../../lib/kernels/numbers.ts";
import {
  finish,
  type Finished,
  type Holdings,
  holdingsOf,
  type Reproduction,
  start,
} from "./reproduction.ts";

/** What came of killing. */
export interface Tally {
  kills: { runner: number; node: number };
  /** runs that found work of a killed one and went on with it */
  resumes: number;
  /** runs that came to their end, each with the digests of an undisturbed one */
  completions: number;
  /** damage that runs found and mended */
  damage: number;
}

/**
 * Kills the runner of a reproduction, or one of its nodes, with SIGKILL at a
 * random moment, and runs it again, until it was killed so often; whenever it
 * comes to its end, everything must be as an undisturbed run left it, and it
 * begins from nothing.
 *
 * @throws {AssertionError} if it is not.
 */
export async function killAgainAndAgain(
  reproduction: Reproduction,
  { kills, seed, undisturbed, milliseconds, tell = () => {} }: {
    kills: number;
    seed: number;
    undisturbed: Holdings;
    /** the longest that a run lasts before it is killed */
    milliseconds: number;
    /** hears how far it is, after every kill */
    tell?: (tally: Tally) => void;
  },
): Promise<Tally> {
  const next = integers(seed);
  const random = () => next() / 2 ** 32;
  const tally: Tally = {
    kills: { runner: 0, node: 0 },
    resumes: 0,
    completions: 0,
    damage: 0,
  };
  const note = ({ text }: Finished) => {
    if (/[1-9]\d* fresh/.test(text)) tally.resumes++;
    tally.damage += text.match(/damage found|is (damaged|missing)/g)?.length ??
      0;
  };
  const complete = async (finished: Finished) => {
    assertEquals(finished.code, 0, finished.text);
    note(finished);
    assertEquals(await holdingsOf(reproduction.store), undisturbed);
    assertEquals(leasesIn(reproduction.store), []);
    tally.completions++;
    await Deno.remove(reproduction.store, { recursive: true });
  };

  while (tally.kills.runner + tally.kills.node < kills) {
    const { pid, finished } = start(reproduction);
    const over = await within(finished, random() * milliseconds);
    if (over) {
      await complete(over);
      continue;
    }
    const nodes = random() < 0.5 ? await childrenOf(pid) : [];
    const victim = nodes.length > 0
      ? nodes[Math.floor(random() * nodes.length)]
      : pid;
    if (!kill(victim)) continue;
    tally.kills[victim === pid ? "runner" : "node"]++;
    note(await finished);
    tell(tally);
  }
  await complete(await finish(reproduction));
  return tally;
}

/** The answer of a promise, if it comes in time. */
async function within<T>(
  promise: Promise<T>,
  milliseconds: number,
): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  if (Deno.build.os === "linux") return childrenInProc(pid); // many have no pgrep
  const { stdout } = await new Deno.Command("pgrep", { args: ["-P", `${pid}`] })
    .output();
  return new TextDecoder().decode(stdout).trim().split("\n").filter(Boolean)
    .map(Number);
}

/** Processes whose parent, the second word after a name in brackets, is this one. */
function childrenInProc(parent: number): number[] {
  const isChild = (pid: string) => {
    try {
      const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
      const [, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(ppid) === parent;
    } catch {
      return false; // it has just ended
    }
  };
  return [...Deno.readDirSync("/proc")].map(({ name }) => name)
    .filter((name) => /^\d+$/.test(name) && isChild(name)).map(Number);
}

function kill(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false; // it has just ended
  }
}

function leasesIn(store: string): string[] {
  return [...Deno.readDirSync(`${store}/v1/lease`)].map(({ name }) => name);
}
