import type { Json } from "./canonical_json.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { Key, Preimage } from "./preimage.ts";

/** One part of a key that differs. */
export interface Difference {
  /** `settings.eta`, `code lib/rules/mod.ts`, `input initial.npz` */
  part: string;
  before: Json | undefined;
  after: Json | undefined;
}

/** The parts in which two keys differ, code last: it explains the least. */
export function differencesOf(
  before: Preimage,
  after: Preimage,
): Difference[] {
  const differences: Difference[] = [];
  const compare = (part: string, a: Json | undefined, b: Json | undefined) => {
    if (isTree(a) && isTree(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
        compare(part ? `${part}.${key}` : key, a[key], b[key]);
      }
    } else if (JSON.stringify(a) !== JSON.stringify(b)) {
      differences.push({ part, before: a, after: b });
    }
  };
  const flat = (label: string, a: Record<string, string>, b: typeof a) => {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      compare(`${label} ${name}`, a[name], b[name]);
    }
  };
  compare("schema", before.schema, after.schema);
  compare("program", before.kind, after.kind);
  compare("settings", before.settings, after.settings);
  compare("seed", before.seed, after.seed);
  flat("input", before.inputs, after.inputs);
  compare("outputs", before.outputs, after.outputs);
  compare("backend", before.backend, after.backend);
  compare("V8", before.v8, after.v8);
  flat("code", before.code, after.code);
  return differences;
}

function isTree(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A difference in a few words: `settings.eta 0.01 → 0.02`. */
export function describeDifference(
  { part, before, after }: Difference,
): string {
  if (/^(code|input) /.test(part)) {
    if (before === undefined) return `${part} is new`;
    if (after === undefined) return `${part} is gone`;
    return `${part} changed`;
  }
  const text = (value: Json | undefined) =>
    value === undefined ? "unset" : JSON.stringify(value);
  return `${part} ${text(before)} → ${text(after)}`;
}

/** Compares a node's key with the nearest one in the store, to say why it is stale. */
export class Historian {
  readonly #store: Store;
  #records: Promise<Map<string, NodeRecord[]>> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Earlier records of a node, newest first. */
  async recordsOf(node: string): Promise<NodeRecord[]> {
    this.#records ??= this.#store.records.all().then((records) =>
      Map.groupBy(records, ({ node }) => node)
    );
    return (await this.#records).get(node) ?? [];
  }

  /** Why a node has no record under this key, in a few words. */
  async reasonFor(node: string, { preimage }: Key): Promise<string> {
    const after: Preimage = JSON.parse(preimage);
    let nearest: Difference[] | undefined;
    for (const record of await this.recordsOf(node)) {
      const text = await this.#store.records.preimage(record.key);
      if (text === undefined) continue;
      const differences = differencesOf(JSON.parse(text), after);
      if (!nearest || differences.length < nearest.length) {
        nearest = differences;
      }
    }
    if (!nearest) return "never built";
    const [first, ...more] = nearest.map(describeDifference);
    if (!first) return "its record was torn";
    return more.length > 0 ? `${first}, and ${more.length} more` : first;
  }
}
