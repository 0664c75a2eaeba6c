import type { Json } from "./canonical_json.ts";

/** Letters of a line. */
const room = 80;

/** JSON for people: what fits in a line stands in one, and all else an entry a line. */
export function jsonText(value: Json): string {
  return written(value, "", 0);
}

/** @param taken letters of the line that stand before the value */
function written(value: Json, indent: string, taken: number): string {
  const line = inLine(value);
  const fits = taken + line.length < room; // and a comma
  if (fits || typeof value !== "object" || value === null) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const entries = Object.entries(value).map(([key, item]) => {
    const before = inner + (isList ? "" : `${JSON.stringify(key)}: `);
    return before + written(item, inner, before.length);
  });
  const [open, close] = isList ? "[]" : "{}";
  return `${open}\n${entries.join(",\n")}\n${indent}${close}`;
}

function inLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${inLine(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
