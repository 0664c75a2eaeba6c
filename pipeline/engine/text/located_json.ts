/** JSON as people write it, with comments and trailing commas, and where each of its values stands. */
import {
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import type { Json } from "./canonical_json.ts";
import { unreadable } from "./errors.ts";
import { suggest } from "./suggest.ts";
import { quoted } from "./words.ts";

/** A value, and its place. */
export interface Located {
  value: Json;
  /** `run.json:4:12`: file, line and column, both from 1 */
  where: string;
  /** as it is written, in one line */
  text: string;
  /** of an object: what it holds, in its order; empty of all else */
  entries: readonly Entry[];
  /** of an array: what it holds; empty of all else */
  items: readonly Located[];
}

/** One entry of an object. */
export interface Entry {
  key: string;
  /** the place of the key */
  where: string;
  at: Located;
}

/** What is wrong with a text, by the parser's name for it, and what mends it. */
const faults: Record<string, string> = {
  InvalidSymbol:
    "it is no value of JSON; words stand in double quotes, and numbers are written as 0.5, -3 or 1e-4",
  PropertyNameExpected: "no key stands here; write one in double quotes",
  ValueExpected: "no value stands here; write one",
  ColonExpected: "no colon stands between key and value; write one",
  CommaExpected: "no comma stands before it; write one",
  CloseBraceExpected: "an object does not end; close it with }",
  CloseBracketExpected: "a list does not end; close it with ]",
  EndOfFileExpected: "a value ends before it; leave out what follows",
  UnexpectedEndOfComment: "a comment does not end; close it with */",
  UnexpectedEndOfString: "a text does not end; close it with a double quote",
  UnexpectedEndOfNumber: "it is no number; write one as 0.5, -3 or 1e-4",
  InvalidUnicode:
    "a text has \\u without four digits; write one such as \\u03b7",
  InvalidEscapeCharacter:
    "a text has \\ before a letter that takes none; write \\\\ for \\ itself",
  InvalidCharacter: "a text holds a control character; leave it out",
};

/**
 * Reads a text of JSON. A byte order mark before it is left out.
 *
 * @param file what the places are in, as people call it
 * @throws {CliError} if it is none, if an object has a key twice, or if values are nested too deeply.
 */
export function readLocated(text: string, file: string): Located {
  const content = text.replace(/^\uFEFF/, "");
  const starts = [0];
  for (const { 0: end, index } of content.matchAll(/\r\n|\r|\n/g)) {
    starts.push(index + end.length);
  }
  const placeOf = (offset: number) => {
    let [line, end] = [0, starts.length]; // of lines among which it is
    while (end - line > 1) {
      const middle = (line + end) >> 1;
      if (starts[middle] <= offset) line = middle;
      else end = middle;
    }
    return `${file}:${line + 1}:${offset - starts[line] + 1}`;
  };

  try {
    const errors: ParseError[] = [];
    const tree = parseTree(content, errors, { allowTrailingComma: true });
    if (tree && errors.length === 0) return located(tree, content, placeOf);
    const [{ error, offset }] = errors;
    const fault = faults[printParseErrorCode(error)] ?? "it is not JSON";
    throw unreadable(placeOf(offset), fault);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw unreadable(file, "it is nested too deeply; leave out lists in lists");
  }
}

function located(
  { type, value, offset, length, children = [] }: Node,
  content: string,
  placeOf: (offset: number) => string,
): Located {
  const inside = (node: Node) => located(node, content, placeOf);
  const said = {
    where: placeOf(offset),
    text: content.slice(offset, offset + length).replace(/\s+/g, " "),
    ...{ items: [], entries: [] },
  };
  if (type === "array") {
    const items = children.map(inside);
    return { ...said, value: items.map(({ value }) => value), items };
  }
  if (type !== "object") return { ...said, value };
  const entries = new Map<string, Entry>();
  for (const { children: [name, inner] = [] } of children) {
    const key: string = name.value;
    const where = placeOf(name.offset);
    const first = entries.get(key);
    if (first) {
      const state = `${quoted(key)} stands at ${first.where} already`;
      throw unreadable(where, `${state}; leave out one of the two`);
    }
    entries.set(key, { key, where, at: inside(inner) });
  }
  return {
    ...said,
    value: Object.fromEntries(
      [...entries].map(([key, { at }]) => [key, at.value]),
    ),
    entries: [...entries.values()],
  };
}

/** `the text "a"`, `the number 3`, `a list`: a value as a sentence names it. */
export function described(value: Json): string {
  if (typeof value === "string") return `the text ${JSON.stringify(value)}`;
  if (typeof value === "number") return `the number ${value}`;
  if (Array.isArray(value)) {
    return value.length > 0 ? "a list" : "an empty list";
  }
  return typeof value === "object" && value !== null ? "an object" : `${value}`;
}

/**
 * The entries of an object.
 *
 * @param known the keys that it may have; defaults to any
 * @throws {CliError} if it is no object, or has another key.
 */
export function entriesOf(
  { value, where, entries }: Located,
  what: string,
  known?: readonly string[],
): readonly Entry[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const found = described(value);
    throw unreadable(where, `${what} is ${found}; write an object, {…}`);
  }
  for (const { key, where } of known ? entries : []) {
    if (known!.includes(key)) continue;
    const hint = suggest(key, known!);
    throw unreadable(where, `${quoted(key)} is no key of ${what}; ${hint}`);
  }
  return entries;
}
