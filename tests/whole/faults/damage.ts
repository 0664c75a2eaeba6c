import { assertEquals } from "@std/assert";
import { digestOfFile } from "../../../pipeline/engine/files/digest.ts";
import { integers } from "../../lib/kernels/numbers.ts";
import {
  finish,
  type Finished,
  type Holdings,
  holdingsOf,
  ranIn,
  type Reproduction,
} from "./reproduction.ts";

/** What came of damage. */
export interface DamageTally {
  damaged: Record<typeof harms[number], number>;
  /** nodes that were run again to mend it */
  mended: number;
  /** blobs that are still damaged, since nothing has asked for them */
  left: number;
}

const harms = ["flip", "truncate", "delete", "swap"] as const;

/**
 * Damages random files of a finished reproduction's store, a few at a time, and
 * has everything that is read from it read again: all tables are gathered anew,
 * and all that is handed on must come out as before.
 *
 * @throws {AssertionError} if it does not.
 */
export async function damageAgainAndAgain(
  reproduction: Reproduction,
  { files, atOnce, seed, undisturbed }: {
    files: number;
    atOnce: number;
    seed: number;
    undisturbed: Holdings;
  },
): Promise<DamageTally> {
  const next = integers(seed);
  const below = (n: number) => next() % n;
  const damaged = { flip: 0, truncate: 0, delete: 0, swap: 0 };
  const shown = await digestsBelow(reproduction.outputs);
  let mended = 0;
  const mend = async (words: readonly string[]) => {
    const finished = await finish({ ...reproduction, words });
    assertEquals(finished.code, 0, finished.text);
    mended += again(finished);
  };

  for (let done = 0; done < files; done += atOnce) {
    for (let k = 0; k < Math.min(atOnce, files - done); k++) {
      const all = filesOf(reproduction.store);
      const [path, other] = [all[below(all.length)], all[below(all.length)]];
      const harm = harms[below(harms.length)];
      damage(path, harm, { other, below });
      damaged[harm]++;
    }
    await Deno.remove(reproduction.outputs, { recursive: true });
    await mend([...reproduction.gather, "--force"]);
    await mend(reproduction.words);
    assertEquals(await digestsBelow(reproduction.outputs), shown);
    const { digests } = await holdingsOf(reproduction.store);
    for (const [key, outputs] of Object.entries(digests)) {
      assertEquals(outputs, undisturbed.digests[key]);
    }
  }
  const { broken } = await holdingsOf(reproduction.store);
  return { damaged, mended, left: broken.length };
}

/** Nodes that ran though nobody had asked: the forced ones are no repair. */
function again(finished: Finished): number {
  const forced = finished.text.match(/running \(forced\)/g)?.length ?? 0;
  return ranIn(finished) - forced;
}

function damage(
  path: string,
  harm: typeof harms[number],
  { other, below }: { other: string; below(n: number): number },
): void {
  Deno.chmodSync(path, 0o644);
  const bytes = Deno.readFileSync(path);
  switch (harm) {
    case "flip":
      if (bytes.length > 0) bytes[below(bytes.length)] ^= 1 << below(8);
      return Deno.writeFileSync(path, bytes);
    case "truncate":
      return Deno.writeFileSync(
        path,
        bytes.subarray(0, below(bytes.length + 1)),
      );
    case "delete":
      return Deno.removeSync(path);
    case "swap": {
      Deno.chmodSync(other, 0o644);
      const theirs = Deno.readFileSync(other);
      Deno.writeFileSync(other, bytes);
      return Deno.writeFileSync(path, theirs);
    }
    default:
      harm satisfies never;
  }
}

function filesOf(store: string): string[] {
  return ["cas", "ac", "pre", "modules"].flatMap((part) =>
    below(`${store}/v1/${part}`)
  ).sort();
}

function below(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? below(`${folder}/${name}`) : [`${folder}/${name}`]
  );
}

async function digestsBelow(folder: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const path of below(folder).sort()) {
    digests[path] = (await digestOfFile(path))!;
  }
  return digests;
}
