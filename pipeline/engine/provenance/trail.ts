/** The way from a result back to the data that it was made of. */
import type { Digest } from "../files/digest.ts";
import type { Preimage } from "../graph/keys.ts";
import type { Historian } from "../run/history.ts";
import type { NodeRecord } from "../store/records.ts";

/** One piece of work on the way to a result. */
export interface Step {
  record: NodeRecord;
  /** what its key was made of; `undefined` if that is lost, and with it the way up from here */
  preimage: Preimage | undefined;
  /** its inputs that no record accounts for */
  unknown: string[];
}

/** What a trail has to know of a stage. */
export interface TracedStage {
  /** the first part of its nodes' names */
  name: string;
  /** what the third parts of its nodes' names are, as `trace` calls them: `models` */
  variants?: string;
  /** whether it takes data from elsewhere, whose digests `trace` prints */
  takesData?: boolean;
}

/**
 * All that led to what a record made, against the flow: the record first, what was
 * fetched last.
 *
 * @param stages in the direction of flow
 */
export function trailOf(
  last: NodeRecord,
  history: Pick<Historian, "records" | "preimageOf">,
  stages: readonly TracedStage[],
): Step[] {
  const records = history.records();
  const steps = new Map<string, Step>();
  const waiting = [last];
  for (const record of waiting) {
    if (steps.has(record.key)) continue;
    const preimage = history.preimageOf(record);
    const { makers, unknown } = makersOf(
      preimage?.inputs ?? {},
      records,
      record,
    );
    steps.set(record.key, { record, preimage, unknown });
    waiting.push(...makers);
  }
  const stageOf = ({ record: { node } }: Step) =>
    stages.findIndex(({ name }) => name === node.split("/")[0]);
  return [...steps.values()].sort((a, b) => stageOf(b) - stageOf(a));
}

/**
 * The records whose outputs are the inputs of one that had finished at `finished`, and the
 * inputs that no record accounts for.
 *
 * Small outputs of different nodes may well be the same bytes, so inputs of one folder are taken
 * together: the record that made most of them made them. Between equals the folder's name
 * decides, then which had finished in time, then which is newest.
 */
export function makersOf(
  inputs: Record<string, Digest>,
  records: readonly NodeRecord[],
  { finished }: Pick<NodeRecord, "finished">,
): { makers: NodeRecord[]; unknown: string[] } {
  const makers: NodeRecord[] = [];
  const unknown: string[] = [];
  const folders = Map.groupBy(
    Object.entries(inputs),
    ([input]) => input.slice(0, input.lastIndexOf("/") + 1),
  );
  for (const [folder, entries] of folders) {
    const files = new Map(
      entries.map(([input, digest]) => [input.slice(folder.length), digest]),
    );
    const found = records.filter((record) => madeBy(record, files).length > 0);
    while (files.size > 0) {
      const [best] = found.map((record) => ({
        record,
        made: madeBy(record, files),
        isNamed: `/${record.node}/`.includes(`/${folder}`),
        isInTime: record.finished <= finished,
      })).sort((a, b) =>
        b.made.length - a.made.length ||
        Number(b.isNamed) - Number(a.isNamed) ||
        Number(b.isInTime) - Number(a.isInTime) ||
        Date.parse(b.record.finished) - Date.parse(a.record.finished)
      );
      if (!best || best.made.length === 0) {
        unknown.push(...[...files.keys()].map((file) => folder + file));
        break;
      }
      makers.push(best.record);
      for (const file of best.made) files.delete(file);
    }
  }
  return { makers, unknown };
}

/** Those of some files that a record made. */
function madeBy(
  { outputs }: NodeRecord,
  files: ReadonlyMap<string, Digest>,
): string[] {
  return [...files.keys()].filter((file) =>
    outputs[file]?.digest === files.get(file)
  );
}
