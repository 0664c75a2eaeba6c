/** A crate's metadata as somebody reads them who has only these. */

/** An entity of a crate. */
export type Thing =
  & { "@id": string; "@type"?: string | string[] }
  & Record<
    string,
    unknown
  >;

/** A crate, with what a reader asks of it. */
export function parseCrate(json: string) {
  const { "@context": context, "@graph": things } = JSON.parse(json) as {
    "@context": string[];
    "@graph": Thing[];
  };
  const named = new Map(things.map((thing) => [thing["@id"], thing]));
  const isA = (thing: Thing, type: string) =>
    [thing["@type"]].flat().includes(type);
  /** The entities that one names by a property. */
  const all = (thing: Thing, property: string): Thing[] =>
    [thing[property]].flat().flatMap((value) =>
      named.get((value as Thing | undefined)?.["@id"] ?? "") ?? []
    );
  /** A property that is a text; none if it is something else. */
  const text = (thing: Thing, property: string): string => {
    const value = thing[property];
    return typeof value === "string" ? value : "";
  };
  return { context, things, named, isA, all, text };
}

/** What a reader finds of a file who has only the crate, going from run to run against the flow. */
export interface CratedOrigin {
  /** what makes it again */
  command: string;
  /** of the sources of each run on the way */
  commits: Set<string>;
  seeds: Set<unknown>;
  /** of the run of each node on the way */
  settings: Record<string, Record<string, unknown>>;
  /** of others, by name: its digest, and the terms on which it may be used */
  data: Record<string, { sha256: unknown; license: string }>;
}

/** Finds how a file came to be, by the name under which people know it. */
export function originInCrate(json: string, name: string): CratedOrigin {
  const { things, isA, all, text } = parseCrate(json);
  const makers = new Map<Thing, Thing[]>();
  for (const action of things.filter((it) => isA(it, "CreateAction"))) {
    if (action["@id"] === "#run") continue; // the run of all
    for (const file of all(action, "result")) {
      makers.getOrInsertComputed(file, () => []).push(action);
    }
  }
  const valuesOf = (thing: Thing, property: string) =>
    Object.fromEntries(
      all(thing, property).filter((it) => isA(it, "PropertyValue"))
        .map((it): [string, unknown] => [text(it, "name"), it.value]),
    );
  const file = things.find((thing) => thing.name === name)!;
  const origin: CratedOrigin = {
    command: text(makers.get(file)![0], "description"),
    ...{ commits: new Set(), seeds: new Set(), settings: {}, data: {} },
  };
  const waiting = new Set([file]);
  for (const thing of waiting) {
    const [license] = all(thing, "license");
    if (license) {
      origin.data[text(thing, "name")] = {
        sha256: thing.sha256,
        license: license["@id"],
      };
    }
    for (const action of makers.get(thing) ?? []) {
      const { seed, ...values } = valuesOf(action, "object");
      if (seed !== undefined) origin.seeds.add(seed);
      const { commit } = valuesOf(action, "additionalProperty");
      origin.commits.add(String(commit));
      origin.settings[text(action, "name")] = values;
      for (const used of all(action, "object")) {
        if (!isA(used, "PropertyValue")) waiting.add(used);
      }
    }
  }
  return origin;
}
