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
