import { type Digest } from "../../../pipeline/engine/files/digest.ts";
import { Store } from "../../../pipeline/engine/store/store.ts";
import { commandOf } from "../../support/command_line.ts";

/** A reproduction to be disturbed: what is asked for, and where it goes. */
export interface Reproduction {
  /** the command and its options, such as `render`, `render/figure-3a` */
  words: readonly string[];
  /** a command that gathers its tables anew, and so reads what they are made of */
  gather: readonly string[];
  store: string;
  outputs: string;
}

/** How a command ended, and all that it said. */
export interface Finished {
  code: number;
  text: string;
}

/** Starts a reproduction, with more options; its process is the runner itself. */
export function start(
  { words, store, outputs }: Reproduction,
  ...more: string[]
): { pid: number; finished: Promise<Finished> } {
  const child = commandOf(
    ...words,
    ...["--profile", "smoke", "--store", store, "--outputs", outputs],
    ...more,
  ).spawn();
  const finished = child.output().then(({ code, stdout, stderr }) => ({
    code,
    text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr),
  }));
  return { pid: child.pid, finished };
}

/** Runs a reproduction to its end. */
export async function finish(
  reproduction: Reproduction,
  ...more: string[]
): Promise<Finished> {
  return await start(reproduction, ...more).finished;
}

/** What a store holds: by key and output, digests as recorded, and the blobs that are not whole. */
export interface Holdings {
  digests: Record<string, Record<string, Digest>>;
  broken: Digest[];
}

/** Reads a whole store through. */
export async function holdingsOf(folder: string): Promise<Holdings> {
  const store = await Store.open(folder);
  const digests: Holdings["digests"] = {};
  const broken: Digest[] = [];
  const records = await store.records.all();
  for (
    const { key, outputs } of records.sort((a, b) => a.key < b.key ? -1 : 1)
  ) {
    digests[key] = {};
    for (const [name, { digest }] of Object.entries(outputs)) {
      digests[key][name] = digest;
      if (await store.blobs.check(digest) !== "whole") broken.push(digest);
    }
  }
  return { digests, broken };
}

/** `12 ran` → 12. */
export function ranIn({ text }: Finished): number {
  return Number(/(\d+) ran;/.exec(text)?.[1] ?? 0);
}
