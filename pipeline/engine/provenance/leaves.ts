import type { Json } from "../text/canonical_json.ts";

/** The values in a tree, each with its path: `{ a: { b: 1 } }` → `a.b`, 1. A list is one value. */
export function leavesOf(
  tree: Json,
  path = "",
): [path: string, value: Exclude<Json, Record<string, Json>>][] {
  if (tree === null || typeof tree !== "object" || Array.isArray(tree)) {
    return [[path, tree]];
  }
  return Object.entries(tree).flatMap(([name, inner]) =>
    leavesOf(inner, path ? `${path}.${name}` : name)
  );
}
