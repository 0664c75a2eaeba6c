import type { Digest } from "../files/digest.ts";
import type { NodeRecord } from "../store/records.ts";

/** Who made some inputs. */
export interface Makers {
  records: NodeRecord[];
  /** inputs that no record accounts for */
  unmade: string[];
}

/**
 * The records whose outputs are the inputs of one that had finished at `finished`.
 *
 * Small outputs of different nodes may well be the same bytes, so inputs of one folder are taken
 * together: the record that made most of them made them. Between equals decides the folder's name,
 * then which had finished in time, then which is newest.
 */
export function makersOf(
  inputs: Record<string, Digest>,
  records: readonly NodeRecord[],
  finished: string,
): Makers {
  const makers: Makers = { records: [], unmade: [] };
  for (const [folder, files] of byFolder(inputs)) {
    while (files.size > 0) {
      const rank = (record: NodeRecord) => [
        madeOf(record, files).length,
        `/${record.node}/`.includes(`/${folder}`) ? 1 : 0,
        record.finished <= finished ? 1 : 0,
        Date.parse(record.finished),
      ];
      const best = records
        .map((record) => ({ record, rank: rank(record) }))
        .filter(({ rank: [made] }) => made > 0)
        .sort((a, b) => compare(b.rank, a.rank))
        .at(0)?.record;
      if (!best) {
        for (const file of files.keys()) makers.unmade.push(folder + file);
        break;
      }
      makers.records.push(best);
      for (const file of madeOf(best, files)) files.delete(file);
    }
  }
  return makers;
}

/** Folder, with a `/` at its end if it has a name → file → digest. */
function byFolder(
  inputs: Record<string, Digest>,
): Map<string, Map<string, Digest>> {
  const folders = new Map<string, Map<string, Digest>>();
  for (const [input, digest] of Object.entries(inputs)) {
    const [, folder, file] = /^(.*\/)?([^/]*)$/s.exec(input)!;
    const files = folders.get(folder ?? "") ?? new Map<string, Digest>();
    folders.set(folder ?? "", files.set(file, digest));
  }
  return folders;
}

/** Which of some files a record made. */
function madeOf(
  { outputs }: NodeRecord,
  files: ReadonlyMap<string, Digest>,
): string[] {
  return [...files.keys()].filter((file) =>
    outputs[file]?.digest === files.get(file)
  );
}

/** Compares by the first number that differs. */
function compare(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((value, k) => value !== b[k]);
  return k < 0 ? 0 : a[k] - b[k];
}
