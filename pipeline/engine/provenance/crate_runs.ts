/** The runs of nodes in a crate: what each was given, what it made, and how that was. */
import { type Digest, digestOf, shortDigest } from "../files/digest.ts";
import type { Preimage } from "../graph/keys.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { NodeRecord } from "../store/records.ts";
import type { Json } from "../text/canonical_json.ts";
import { codeOf, type Licenses, sourceOf } from "./crate_code.ts";
import { eachOnce, type Entity, ref, refs } from "./entity.ts";
import { choicesOf, circumstancesOf, type Fact, timesOf } from "./facts.ts";

/** A node whose result is in the crate, and how that was made. */
export interface CratedRun {
  node: Pick<NodeSpec, "name" | "shown" | "inputs">;
  record: NodeRecord;
  preimage: Preimage;
}

/** The runs of a crate, taken apart. */
export interface CratedRuns {
  actions: Entity[];
  /** what the actions name: values, and records with what was hashed for their keys */
  parameters: Entity[];
  records: Entity[];
  /** the programs of the nodes, and the packages that these reach */
  programs: Entity[];
  packages: Entity[];
  /** outputs of which the bytes are those of another, too */
  works: Entity[];
  /** whatever was made, by digest */
  files: Map<Digest, Entity>;
  /** what people come for, and what nothing here has used */
  results: Digest[];
}

/** Where an archive has a file that a node has made. */
const placeOf = (digest: Digest) => `cas/${digest}`;

/** What kind of file its name says. */
const formats: Record<string, string> = {
  ...{ csv: "text/csv", html: "text/html", js: "text/javascript" },
  ...{ json: "application/json", npz: "application/zip" },
  ...{ png: "image/png", svg: "image/svg+xml" },
};

/**
 * The entities of runs.
 *
 * @param command what makes all of them, to which `--only` can be added
 * @param version of their programs
 * @param licenses of packages
 */
export function entitiesOf(
  runs: readonly CratedRun[],
  { command, version, licenses }: Record<"command" | "version", string> & {
    licenses: Licenses;
  },
): CratedRuns {
  const files = filesOf(runs);
  const outputs = outputsOf(runs, files);
  const parameters: Entity[] = [];
  const valued = (facts: readonly Fact[]) => {
    const entities = facts.map(([name, value]) => parameter(name, value));
    parameters.push(...entities);
    return refs(entities);
  };
  // nodes that do the same work have one record
  const byKey = Map.groupBy(runs, ({ record }) => record.key);
  const actions = [...byKey].map(([key, [first, ...others]]): Entity => {
    const { node: { name, inputs }, record, preimage } = first;
    return {
      "@id": `#${encodeURI(name)}`,
      "@type": "CreateAction",
      name,
      ...others.length > 0 &&
        { alternateName: others.map(({ node }) => node.name) },
      identifier: key,
      description: `${command} --only ${name}`,
      instrument: ref(sourceOf(preimage.kind)),
      ...timesOf(record),
      object: [
        ...refs(eachOnce(
          Object.values(inputs).map((from) => outputs(from.node, from.output)),
        )),
        ...valued(choicesOf(preimage)),
      ],
      result: refs(eachOnce(
        Object.keys(record.outputs).map((output) => outputs(name, output)),
      )),
      additionalProperty: valued(circumstancesOf(record)),
    };
  });
  const records = [...byKey].flatMap(([key, group]) => {
    const names = group.map(({ node }) => node.name);
    const about = ref(`#${encodeURI(names[0])}`);
    const file = { "@type": "File", encodingFormat: formats.json, about };
    return [
      { ...file, "@id": `ac/${key}`, name: `record of ${names.join(" and ")}` },
      {
        ...file,
        "@id": `pre/${key}`,
        name: `what made ${names.join(" and ")}`,
      },
    ];
  });
  const { programs, packages } = codeOf(runs, version, licenses);
  return {
    ...{ actions, files, programs, packages, results: resultsOf(runs) },
    works: eachOnce(
      runs.flatMap(({ node, record }) =>
        Object.keys(record.outputs).map((output) => outputs(node.name, output))
      ),
    ).filter((entity) => entity["@type"] === "CreativeWork"),
    parameters: eachOnce(parameters),
    records,
  };
}

/** A value as a crate has it: what JSON-LD does not keep as it is, as JSON. */
export function parameter(name: string, value: Json): Entity {
  const text = JSON.stringify(value);
  const id = text.length <= 40
    ? encodeURIComponent(text)
    : shortDigest(digestOf(text));
  return {
    "@id": `#${encodeURI(name)}=${id}`,
    "@type": "PropertyValue",
    name,
    value: value === null || typeof value === "object" ? text : value,
  };
}

/**
 * The outputs of nodes: each is its file, unless other runs have made the same bytes. Then
 * the file says no longer which of them made it, and encodes an output that has a name.
 */
function outputsOf(
  runs: readonly CratedRun[],
  files: ReadonlyMap<Digest, Entity>,
): (node: string, output: string) => Entity {
  const makers = new Map<Digest, Set<Digest>>();
  // the first node of those that do the same work stands for all
  const first = new Map<Digest, string>();
  const records = new Map<string, NodeRecord>();
  for (const { node: { name }, record } of runs) {
    records.set(name, record);
    first.getOrInsert(record.key, name);
    for (const { digest } of Object.values(record.outputs)) {
      makers.getOrInsertComputed(digest, () => new Set()).add(record.key);
    }
  }
  return (node, output) => {
    const { key, outputs } = records.get(node)!;
    const { digest } = outputs[output];
    const file = files.get(digest)!;
    if (makers.get(digest)!.size === 1) return file;
    const name = `${first.get(key)}/${output}`;
    return {
      "@id": `#${encodeURI(name)}`,
      "@type": "CreativeWork",
      ...{ name, encoding: ref(file["@id"]) },
    };
  };
}

/** Whatever was made, each by all of its names: where it is shown, or the node that made it and its name there. */
function filesOf(runs: readonly CratedRun[]): Map<Digest, Entity> {
  const names = new Map<Digest, Set<string>>();
  const sizes = new Map<Digest, number>();
  for (const { node: { name, shown }, record: { outputs } } of runs) {
    for (const [output, { digest, bytes }] of Object.entries(outputs)) {
      names.getOrInsertComputed(digest, () => new Set())
        .add(shown?.[output] ?? `${name}/${output}`);
      sizes.set(digest, bytes);
    }
  }
  const entities = [...names].map(([digest, names]): [Digest, Entity] => {
    const [name, ...others] = names;
    const format = formats[name.slice(name.lastIndexOf(".") + 1)];
    return [digest, {
      "@id": placeOf(digest),
      "@type": "File",
      name,
      ...others.length > 0 && { alternateName: others },
      sha256: digest,
      contentSize: String(sizes.get(digest)),
      encodingFormat: format ?? "application/octet-stream",
    }];
  });
  return new Map(entities);
}

/** What people come for, and what nothing here has used. */
function resultsOf(runs: readonly CratedRun[]): Digest[] {
  const used = new Set(
    runs.flatMap(({ preimage }) => Object.values(preimage.inputs)),
  );
  return [
    ...new Set(
      runs.flatMap(({ node: { shown = {} }, record: { outputs } }) =>
        Object.entries(outputs)
          .filter(([output, { digest }]) =>
            output in shown || !used.has(digest)
          )
          .map(([, { digest }]) => digest)
      ),
    ),
  ];
}
