/** Options of a command line, as a table: from it follow help, reading and types. */
import { parseArgs } from "node:util";
import { usageError } from "../text/errors.ts";
import { quoted } from "../text/words.ts";
import { suggest } from "../text/suggest.ts";

/** One option: how it is written, what it does, how its value is read, and what it is if not given. */
export interface Option<T> {
  /** how its value is written: `DIR`; null of a flag, which takes none */
  value: string | null;
  help: string;
  /**
   * The value that was written, of each time that it was.
   *
   * @throws {Unfit} if it does not fit.
   */
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

/** The values of some options, what stands free, and which options were not left to their default. */
export type Values<T extends OptionTable, N extends keyof T> =
  & { [K in N]: T[K] extends Option<infer V> ? V : never }
  & { operands: string[]; given: ReadonlySet<string> };

/** What options do, or why they are refused, where a command has its own words for it. */
export type OptionWords<N extends PropertyKey> = Partial<Record<N, string>>;

/** Why a value does not fit, to follow `Cannot read --x y: `. */
export class Unfit extends Error {}

type More = Pick<Option<unknown>, "letter" | "needs">;

/** An option that takes no value. */
export function flag(help: string, more: More = {}): Option<boolean> {
  return { value: null, help, read: () => true, default: false, ...more };
}

/** An option with a value; of several the last one counts. */
export function one<T, D>(
  value: string,
  help: string,
  { parse, default: usual, ...more }:
    & { parse(text: string): T; default: D }
    & More,
): Option<T | D> {
  const read = (texts: string[]) => parse(texts.at(-1)!);
  return { value, help, read, default: usual, ...more };
}

/** An option that may be given more than once. */
export function many(value: string, help: string): Option<string[]> {
  return { value, help, read: (texts) => texts, default: [] };
}

/** `dryRun` → `dry-run` */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The lines of a command's help that describe its options. */
export function describeOptions<T extends OptionTable>(
  table: T,
  names: readonly (keyof T & string)[],
  words: OptionWords<keyof T> = {},
): string {
  const shown = names.map((name) => {
    const { letter, value, help } = table[name];
    const written = `${letter ? `-${letter}, ` : ""}--${dashed(name)}`;
    return [value ? `${written} ${value}` : written, words[name] ?? help];
  });
  const width = Math.max(...shown.map(([written]) => written.length));
  return shown.map(([written, help]) => `  ${written.padEnd(width)}  ${help}`)
    .join("\n");
}

/** The values of all options where none is given. */
export function defaultsOf<T extends OptionTable>(
  table: T,
): Values<T, keyof T> {
  const values = Object.entries(table).map(([name, option]) =>
    [name, option.default] as const
  );
  return {
    ...Object.fromEntries(values) as Values<T, keyof T>,
    operands: [],
    given: new Set(),
  };
}

/**
 * Reads the words after a command.
 *
 * @param allowed the options that it takes, of those in `table`
 * @param refused why it does not take others
 * @throws {CliError} with exit code 2, if a word is unknown or a value does not fit.
 */
export function readOptions<
  T extends OptionTable,
  N extends keyof T & string,
>(
  words: string[],
  table: T,
  allowed: readonly N[],
  refused: OptionWords<keyof T> = {},
): Values<T, N> {
  const operands: string[] = [];
  const given = new Map<N, string[]>();
  for (const { name, text, written } of tokensOf(words, table)) {
    if (name === null) operands.push(text);
    else if (!(allowed as readonly string[]).includes(name)) {
      const reason = refused[name];
      if (reason) throw usageError(`Cannot read ${written}: ${reason}`);
      const known = allowed.map((name) => `--${dashed(name)}`);
      throw usageError(
        `Cannot read ${written}: this command has no such option; ${
          suggest(written.replace(/^-*/, "--"), known, "--help")
        }`,
      );
    } else given.set(name as N, [...given.get(name as N) ?? [], text]);
  }
  const values = Object.fromEntries(allowed.map((name) => {
    const texts = given.get(name);
    return [
      name,
      texts ? read(table, name, texts, given) : table[name].default,
    ];
  }));
  return { ...values, operands, given: new Set(given.keys()) } as Values<T, N>;
}

/** An operand, or an option with the text of its value; the name of one that is in no table is what was written. */
interface Token {
  name: string | null;
  text: string;
  /** what was written for its name: `--jobs` or `-j` */
  written: string;
}

/** Takes words apart; `-1` after an option is its value, and no option. */
function tokensOf(words: string[], table: OptionTable): Token[] {
  const names = new Map(
    Object.keys(table).map((name) => [dashed(name), name]),
  );
  const options = Object.fromEntries(
    [...names].map(([written, name]) => [written, {
      type: table[name].value === null ? "boolean" : "string",
      ...table[name].letter && { short: table[name].letter },
    }]),
  ) as NonNullable<Parameters<typeof parseArgs>[0]>["options"];
  const { tokens } = parseArgs(
    { args: words, options, strict: false, tokens: true },
  );
  return tokens.flatMap((token): Token[] => {
    if (token.kind === "option-terminator") return [];
    if (token.kind === "positional") {
      return [{ name: null, text: token.value, written: "" }];
    }
    const { rawName, value, inlineValue, index } = token;
    const word = words[index];
    const name = names.get(token.name);
    if (!name) {
      // all but the letter, of `-k=no`
      if (rawName === "-=") throw takesNoValue(word, word.slice(0, -3));
      return [{ name: rawName, text: "", written: rawName }];
    }
    if (table[name].value === null) {
      const next = words[index + 1];
      if (value !== undefined) throw takesNoValue(word, rawName);
      if (/^(true|false)$/.test(next)) {
        throw takesNoValue(`${word} ${next}`, rawName);
      }
      return [{ name, text: "", written: rawName }];
    }
    const isOption = !inlineValue && /^-[^\d.]/.test(value ?? "");
    if (!value || isOption) {
      throw usageError(`Cannot read ${rawName}: its value is missing`);
    }
    // `-j=3` is `-j 3`
    const text = /^-[^-]/.test(rawName) ? value.replace(/^=/, "") : value;
    return [{ name, text, written: rawName }];
  });
}

function takesNoValue(written: string, option: string) {
  return usageError(`Cannot read ${written}: ${option} takes no value`);
}

function read<N extends string>(
  table: OptionTable,
  name: N,
  texts: string[],
  given: ReadonlyMap<string, unknown>,
): unknown {
  const { needs, read } = table[name];
  if (needs && !given.has(needs)) {
    throw usageError(
      `Cannot read --${dashed(name)}: there is no --${dashed(needs)}`,
    );
  }
  try {
    return read(texts);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    throw usageError(
      `Cannot read --${dashed(name)} ${
        quoted(texts.at(-1)!)
      }: ${error.message}`,
    );
  }
}
