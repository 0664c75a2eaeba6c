/** How long it will take to bring a graph up to date, by earlier runs. */
import { canonicalJson, type Json } from "../text/canonical_json.ts";
import { differencesIn } from "../graph/differences.ts";
import type { Standing } from "./examine.ts";
import { type Graph, needsOf } from "../graph/graph.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { Historian } from "./why.ts";

/** An earlier run that tells how long a node may take. */
export interface Precedent {
  seconds: number;
  /** the name of its backend; null if it had none */
  backend: string | null;
  /** settings in which that run differed */
  differences: number;
}

/** What there is to run, and how long it may take. */
export interface TimeToGo {
  /** nodes that are not fresh */
  nodes: number;
  seconds: number;
  /** how many of them have never run, so that they are not in the sum */
  unknown: number;
  /** how many are known with other settings only */
  otherSettings: number;
  /** backend → how many are known on that one only, and not on their own */
  otherBackends: Map<string, number>;
}

/**
 * The time to go on `jobs` processors: no less than the work shared among them,
 * and no less than the longest chain of nodes that need each other.
 */
export function timeToGo(
  graph: Graph,
  standings: ReadonlyMap<string, Standing>,
  { history, jobs }: { history: Historian; jobs: number },
): TimeToGo {
  const result: TimeToGo = {
    nodes: 0,
    seconds: 0,
    unknown: 0,
    otherSettings: 0,
    otherBackends: new Map(),
  };
  const precedents = new Precedents(history);
  const ends = new Map<string, number>();
  let [work, longest] = [0, 0];
  for (const node of graph.values()) {
    const start = needsOf(node)
      .reduce((latest, name) => Math.max(latest, ends.get(name)!), 0);
    ends.set(node.name, start);
    if (standings.get(node.name)!.state === "fresh") continue;
    result.nodes++;
    const precedent = precedents.of(node);
    if (!precedent) {
      result.unknown++;
      continue;
    }
    const { seconds, backend, differences } = precedent;
    if (backend !== null && backend !== nameOf(node.backend)) {
      const { otherBackends } = result;
      otherBackends.set(backend, (otherBackends.get(backend) ?? 0) + 1);
    } else if (differences > 0) result.otherSettings++;
    work += seconds;
    longest = Math.max(longest, start + seconds);
    ends.set(node.name, start + seconds);
  }
  result.seconds = Math.max(work / jobs, longest);
  return result;
}

/** What earlier runs tell of nodes that have not run yet. */
export class Precedents {
  readonly #history: Historian;
  #runs: EarlierRun[] | undefined;
  /** what is asked of a node → the runs that are most like it; seeds share it */
  readonly #likest = new Map<string, Likest>();

  constructor(history: Historian) {
    this.#history = history;
  }

  /**
   * The earlier run that is most like the next one: on the same backend where there
   * is one, then with the fewest other settings, then of the same seed, then the newest.
   */
  of(node: NodeSpec): Precedent | undefined {
    const { name, stage, entry, settings, backend } = node;
    const work = withoutSeed(name);
    const asked = JSON.stringify([work, stage, entry, settings, backend]);
    let likest = this.#likest.get(asked);
    if (!likest) this.#likest.set(asked, likest = this.#likestOf(node));
    const { newest, byName } = likest;
    return byName.get(name) ?? newest;
  }

  #likestOf(node: NodeSpec): Likest {
    const work = withoutSeed(node.name);
    const otherSettings = new Map<Json, number>();
    let least: [onOtherBackend: number, differences: number] = [Infinity, 0];
    let likest: Likest = { newest: undefined, byName: new Map() };
    for (const run of this.#runs ??= this.#read()) {
      const { name, kind, backend, seconds, settings } = run;
      if (!name.startsWith(node.stage) || kind !== node.entry) continue;
      let differences = otherSettings.get(settings);
      if (differences === undefined) {
        differences = differencesIn("settings", settings, node.settings).length;
        otherSettings.set(settings, differences);
      }
      // under another name, as where two nodes share a key, only the very same work counts
      if (run.work !== work && differences > 0) continue;
      const onOther = Number(backend !== nameOf(node.backend));
      const nearer = onOther - least[0] || differences - least[1];
      if (nearer > 0) continue;
      const precedent = { seconds, backend, differences };
      if (nearer < 0) {
        least = [onOther, differences];
        likest = { newest: precedent, byName: new Map() };
      }
      if (!likest.byName.has(name)) likest.byName.set(name, precedent);
    }
    return likest;
  }

  /** All earlier runs, newest first; equal settings are one object. */
  #read(): EarlierRun[] {
    const runs: EarlierRun[] = [];
    const known = new Map<string, Json>();
    for (const record of this.#history.records()) {
      const preimage = this.#history.preimageOf(record);
      if (!preimage) continue;
      const { node: name, seconds } = record;
      const { kind } = preimage;
      const text = canonicalJson(preimage.settings);
      const settings = known.get(text) ?? preimage.settings;
      known.set(text, settings);
      const backend = nameOf(preimage.backend);
      const work = withoutSeed(name);
      runs.push({ name, work, kind, backend, seconds, settings });
    }
    return runs;
  }
}

/** One run as its record and its key tell it. */
interface EarlierRun {
  name: string;
  /** its name without the seed */
  work: string;
  kind: string;
  backend: string | null;
  seconds: number;
  settings: Json;
}

/** The runs that are most like a node but for its seed. */
interface Likest {
  newest: Precedent | undefined;
  byName: Map<string, Precedent>;
}

function withoutSeed(name: string): string {
  return name.replace(/\/seed-\d+$/, "");
}

/** `native` of `native OpenBLAS 0.3.21`: another version takes about as long. */
function nameOf(backend: string | null): string | null {
  return backend && backend.split(" ")[0];
}
