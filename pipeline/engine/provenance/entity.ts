/** The things that a crate speaks of, as JSON-LD has them: flat, each by its name. */
import type { Json } from "../text/canonical_json.ts";

export type Entity = { "@id": string; "@type": string | string[] } & {
  [property: string]: Json;
};

/** One entity as another names it. */
export const ref = (id: string) => ({ "@id": id });

/** Several, as another names them. */
export const refs = (entities: Iterable<Entity>) =>
  [...entities].map((entity) => ref(entity["@id"]));

/** Each entity once, in the order in which they come first. */
export function eachOnce(entities: Iterable<Entity>): Entity[] {
  const byId = new Map<string, Entity>();
  for (const entity of entities) byId.getOrInsert(entity["@id"], entity);
  return [...byId.values()];
}
