/** A small history: a figure of two models, their start, and data of somebody else. */
import {
  type Digest,
  digestOf,
} from "../../../../pipeline/engine/files/digest.ts";
import type { Preimage } from "../../../../pipeline/engine/graph/keys.ts";
import { trailOf } from "../../../../pipeline/engine/provenance/trail.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { recordOf } from "./records.ts";

export const figure = recordOf("render/figure-0", { "figure-0.svg": "svg" }, 2);
const models = ["BP", "DI"].map((model) =>
  recordOf(`train/x/${model}/seed-3`, { trace: model, outcome: "finished" })
);
const start = recordOf("initialise/x/seed-3", { initial: "0" });
export const data = recordOf("fetch/mnist", { images: "i" });

export const stages = [
  { name: "fetch", takesData: true },
  { name: "initialise" },
  { name: "train", variants: "models" },
  { name: "render" },
];

const preimages = new Map<NodeRecord, Partial<Preimage>>([
  [figure, {
    inputs: digests({
      ...{ "BP/trace": "BP", "BP/outcome": "finished" },
      ...{ "DI/trace": "DI", "DI/outcome": "finished" },
    }),
  }],
  ...models.map((record): [NodeRecord, Partial<Preimage>] => [record, {
    inputs: digests({ initial: "0", images: "i" }),
    settings: { model: { name: record.node }, eta: 0.01 },
    seed: 3,
    backend: "wasm",
    code: { "lib/a.ts": "1", "npm:b@1": "2" },
  }]),
  [start, { seed: 3 }],
  [data, {}],
]);

function digests(texts: Record<string, string>): Record<string, Digest> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, digestOf(text)]),
  );
}

export const empty: Preimage = {
  schema: 1,
  kind: "",
  code: {},
  settings: {},
  order: [],
  seed: null,
  inputs: {},
  outputs: [],
  backend: null,
  v8: "15",
};

/** The way to the figure, as it is found without some records, or where others have lost what made their keys. */
export function trail(without: NodeRecord[] = [], lost: NodeRecord[] = []) {
  const records = [...preimages.keys()].filter((r) => !without.includes(r));
  return trailOf(figure, {
    records: () => records,
    preimageOf: (record) =>
      lost.includes(record)
        ? undefined
        : { ...empty, ...preimages.get(record) },
  }, stages);
}
