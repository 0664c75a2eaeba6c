/**
 * Tidy tables of results, one measurement a row, as CSV.
 *
 * Lines end in a line feed. A number is the shortest text that reads back to the same number; a
 * value that is not finite is an empty field.
 */
import { concat } from "@std/bytes/concat";
import { stringify } from "@std/csv";

/** One measurement: what `metric` of `variant` (a model) was at `iteration`, started from `seed`. */
export interface Row {
  experiment: string;
  variant: string;
  seed: number;
  iteration: number;
  metric: string;
  value: number;
}

/** The columns of a table, in their order. */
export const columns = [
  "experiment",
  "variant",
  "seed",
  "iteration",
  "metric",
  "value",
] as const satisfies readonly (keyof Row)[];

/** Letters turned to bytes at a time: few enough to keep memory small, enough to be fast. */
const chunkLength = 1_000_000;

/** The UTF-8 bytes of the table holding `rows`, which may be made on the way. */
export function encodeTable(
  rows: Iterable<object>,
  names: readonly string[] = columns,
): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  /** of words, which are many times the same, each is written once */
  const words = new Map<unknown, string>();
  const textOf = (value: unknown) =>
    typeof value === "number"
      ? Number.isFinite(value) ? `${value}` : ""
      : words.getOrInsertComputed(value, wordText);
  let text = names.map(textOf).join() + "\n";
  for (const row of rows as Iterable<Record<string, unknown>>) {
    for (let k = 0; k < names.length; k++) {
      if (k > 0) text += ",";
      text += textOf(row[names[k]]);
    }
    text += "\n";
    if (text.length < chunkLength) continue;
    parts.push(encoder.encode(text));
    text = "";
  }
  parts.push(encoder.encode(text));
  return concat(parts);
}

/** A field that is no number, in quotes if it needs them. */
function wordText(value: unknown): string {
  const eol = "\r\n";
  return stringify([[value]]).slice(0, -eol.length);
}
