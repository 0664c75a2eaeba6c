/** What is known of a run, fact by fact, whatever form it is told in. */
import type { Digest } from "../files/digest.ts";
import type { Preimage } from "../graph/keys.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Json } from "../text/canonical_json.ts";
import type { About, DataSet } from "./about.ts";
import { leavesOf } from "./leaves.ts";

export type Fact = [name: string, value: Json];

/** All that decided a result, beside its inputs and its code: `settings.eta`, `seed`. */
export function choicesOf(
  { settings, seed, backend, v8 }: Preimage,
): Fact[] {
  const told: Fact[] = [["seed", seed], ["backend", backend], ["v8", v8]];
  return [
    ...leavesOf(settings).map(([path, value]): Fact => [
      path ? `settings.${path}` : "settings",
      value,
    ]),
    ...told.filter(([, value]) => value !== null),
  ];
}

/** What did not decide it: `commit`, `versions.deno`, `machine.os`. */
export function circumstancesOf(
  { commit, versions, machine, notes = [] }: NodeRecord,
): Fact[] {
  return [
    ["commit", commit ?? "none"],
    ...leavesOf({ versions, machine }),
    ...notes.map((note): Fact => ["note", note]),
  ];
}

/** The data of others among some files, with those files alone. */
export function dataAmong(
  digests: ReadonlySet<Digest>,
  { dataSets }: Pick<About, "dataSets">,
): DataSet[] {
  return dataSets.map((dataSet) => {
    const files = Object.entries(dataSet.files)
      .filter(([, digest]) => digests.has(digest));
    return { ...dataSet, files: Object.fromEntries(files) };
  }).filter(({ files }) => Object.keys(files).length > 0);
}

/** When it began and ended, in the form of ISO 8601 that all validators know: with an offset, and no Z. */
export function timesOf(
  { finished, seconds }: Pick<NodeRecord, "finished" | "seconds">,
): { startTime: string; endTime: string } {
  const end = Date.parse(finished);
  const [startTime, endTime] = [end - seconds * 1000, end]
    .map((time) => new Date(time).toISOString().replace("Z", "+00:00"));
  return { startTime, endTime };
}
