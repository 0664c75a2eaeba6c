/** Options of a command line as a table, from which help, reading and types follow. */
import { parseArgs } from "@std/cli/parse-args";
import { columns } from "../text/columns.ts";
import { unreadable } from "../text/errors.ts";
import { quoted } from "../text/words.ts";
import { suggest } from "../text/suggest.ts";

/** One option: how it is written, what it does, how its value is read, and what it is if not given. */
export interface Option<T> {
  /** how its value is written: `DIR`; null of a flag, which takes none; empty if the option is of no use here */
  value: string | null;
  help: string;
  /** @throws {Unfit} if one of the texts, each a value that was written, does not fit. */
  read(texts: string[]): T;
  default: T;
  /** its short form: `j` for `-j` */
  letter?: string;
  /** the option without which it makes no sense */
  needs?: string;
}

/** By name, as programs write it: `dryRun` is `--dry-run`. */
// deno-lint-ignore no-explicit-any
export type OptionTable = Record<string, Option<any>>;

/** The values of all options, what stands free, which options are said, and how the command line has written them. */
export type Values<T extends OptionTable> =
  & { [K in keyof T]: T[K] extends Option<infer V> ? V : never }
  & { operands: string[]; given: ReadonlySet<string>; texts: Texts };

/** Values of options as they were written; of a flag, as often as it was. */
type Texts = ReadonlyMap<string, readonly (string | true)[]>;

/** Names of options, as a command lists those that it takes. */
export type Names<T extends OptionTable> = readonly (keyof T & string)[];

/** What options do, or why they are refused, where a command has its own words for it. */
export type OptionWords = { readonly [name: string]: string | undefined };

/** Why a value does not fit, to follow `Cannot read --x y: `. */
export class Unfit extends Error {}

/** What `read` makes of a text. @throws {CliError} if that is unfit. */
export function fitting<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    throw unreadable(text, error.message);
  }
}

type More = Pick<Option<unknown>, "letter" | "needs">;

/** An option that takes no value. */
export function flag(help: string, more: More = {}): Option<boolean> {
  return { value: null, help, read: () => true, default: false, ...more };
}

/** An option with a value, null if it is not given, before its help; of several values the last one counts. */
export function one<T, D = null>(
  value: string,
  parse: (text: string) => T,
  usual: D = null as D,
  more: More = {},
): (help: string) => Option<T | D> {
  const read = (texts: string[]) => parse(texts.at(-1)!);
  return (help) => ({ value, help, read, default: usual, ...more });
}

/** An option that may be given more than once. */
export function many(value: string, help: string): Option<string[]> {
  return { value, help, read: (texts) => texts, default: [] };
}

/** `dryRun` → `--dry-run` */
function written(name: string): string {
  return `--${name.replace(/[A-Z]/g, (upper) => `-${upper.toLowerCase()}`)}`;
}

/**
 * The words by which a command line has said an option, for another command line.
 *
 * @param rewrite what becomes of a value
 */
export function writtenWords(
  name: string,
  { texts }: { texts: Texts },
  rewrite: (text: string) => string = (text) => text,
): string[] {
  const given = texts.get(name) ?? [];
  if (given.includes(true)) return [written(name)];
  return given.map((text) => `${written(name)}=${rewrite(String(text))}`);
}

/** The lines of a command's help that describe its options. */
export function describeOptions<T extends OptionTable>(
  table: T,
  names: Names<T> = Object.keys(table),
  words: OptionWords = {},
): string {
  const rows = names.map((name) => {
    const { letter, value, help } = table[name];
    const long = value ? `${written(name)} ${value}` : written(name);
    return [letter ? `-${letter}, ${long}` : long, words[name] ?? help];
  });
  return columns(rows).join("\n");
}

/**
 * Reads the words after a command.
 *
 * @param allowed the options that it takes, of those in `table`; the others have their defaults
 * @param refused why it does not take others
 * @throws {CliError} with exit code 2, if a word is unknown or a value does not fit.
 */
export function readOptions<T extends OptionTable>(
  words: string[],
  table: T,
  allowed: Names<T> = Object.keys(table),
  refused: OptionWords = {},
): Values<T> {
  const names = new Map(
    Object.keys(table).map((name) => [written(name).slice(2), name]),
  );
  const [flags, others] = [true, false].map((isFlag) =>
    allowed.filter((name) => (table[name].value === null) === isFlag)
      .map((name) => written(name).slice(2))
  );
  const { _: operands, ...parsed } = parseArgs(spellOut(words, table, names), {
    boolean: flags,
    string: ["_", ...others],
    collect: [...flags, ...others],
    unknown(word: string, key?: string) {
      if (key === undefined) return;
      const known = suggest(`--${key}`, allowed.map(written), "--help");
      const why = refused[names.get(key) ?? ""] ??
        `this command has no such option; ${known}`;
      throw unreadable(word.startsWith("--") ? `--${key}` : `-${key}`, why);
    },
  }) as Record<string, string[]>;
  const texts = new Map(
    Object.entries(parsed).filter(([, texts]) => texts.length > 0)
      .map(([option, texts]) => [names.get(option)!, texts]),
  );
  const values = Object.entries(table).map(
    ([name, { needs, read, default: usual }]) => {
      const given = texts.get(name);
      if (!given) return [name, usual];
      if (given.includes("")) {
        throw unreadable(written(name), "its value is missing");
      }
      if (needs && !texts.has(needs)) {
        throw unreadable(written(name), `there is no ${written(needs)}`);
      }
      const option = `${written(name)} ${quoted(given.at(-1)!)}`;
      return [name, fitting(option, () => read(given))];
    },
  );
  const given = new Set(texts.keys());
  return { ...Object.fromEntries(values), operands, given, texts };
}

/**
 * Words for `parseArgs`, which would take a value for a flag, `-1` after an option for
 * another option, and letters after `-o` for flags: `-ko=f` is `--keep-going --output=f`.
 *
 * @param names of the options of `table`, by how they are written after `--`
 * @throws {CliError} if a flag is given a value.
 */
function spellOut(
  words: readonly string[],
  table: OptionTable,
  names: ReadonlyMap<string, string>,
): string[] {
  const spelled: string[] = [];
  const left = [...words];
  while (left.length > 0 && left[0] !== "--") {
    const word = left.shift()!;
    const [next = ""] = left;
    const [, option, long, letter, text] =
      /^(--([^=]+)|-([^-]))(.*)$/s.exec(word) ?? [];
    const name = names.get(long) ??
      Object.keys(table).find((name) =>
        letter && table[name].letter === letter
      );
    if (name === undefined) spelled.push(word);
    else if (table[name].value !== null) {
      const isApart = text === "" && /^-([\d.]|$)/.test(next);
      const value = isApart
        ? `=${left.shift()}`
        : text.replace(/^(?=[^=])/, "=");
      spelled.push(written(name) + value);
    } else {
      const isApart = text === "" && /^(true|false)$/.test(next);
      const value = isApart ? ` ${next}` : text;
      if (/^[-= ]/.test(value)) {
        throw unreadable(option + value, `${option} takes no value`);
      }
      spelled.push(written(name));
      if (text !== "") left.unshift(`-${text}`);
    }
  }
  return [...spelled, ...left];
}
