/** The values of options: each from its text, or what is wrong with it. */
import { parse as parseMilliseconds } from "@lukeed/ms";
import { pathToFileURL } from "node:url";
import { fromShell } from "../files/shell_paths.ts";
import { folderFault } from "../remote/folder.ts";
import { unreadable, usageError } from "../text/errors.ts";
import { every, type Seeds, withSeeds } from "../text/seeds.ts";
import { suggest } from "../text/suggest.ts";
import { beginning, quoted, readDecimal } from "../text/words.ts";
import { Unfit } from "./option.ts";

/** @throws {Unfit} if a value does not fit. */
function fit<T>(value: T, fits: boolean, why: string): T {
  if (fits) return value;
  throw new Unfit(why);
}

/** The value of an option that is given once, since no value counts more than another. */
export function parseOnce(texts: readonly string[]): string {
  const why = "it is one of several; give one, with all that they say";
  return fit(texts[0], texts.length === 1, why);
}

/** `30d` → milliseconds. */
export function parseDuration(text: string, such = "30d, 12h or 90m"): number {
  // a number without a unit would be read as milliseconds
  const duration = /[a-z]$/i.test(text) ? parseMilliseconds(text) ?? 0 : 0;
  const fits = duration > 0 && Number.isFinite(duration);
  return fit(duration, fits, `it is not a time such as ${such}`);
}

/** `60s` → milliseconds to wait; `0s` is none. */
export function parsePatience(text: string): number {
  if (/^0 ?[smhd]$/i.test(text)) return 0;
  return parseDuration(text, "60s, 90m, 12h or 30d");
}

/** `2GB` → 2e9, `2GiB` → 2 ** 31: bytes. */
export function parseSize(text: string): number {
  const [, number = "", prefix = "", binary] =
    /^(.*?)(?:([kmgt])(i?))?b$/i.exec(text.trim()) ?? [];
  const power = " kmgt".indexOf(prefix.toLowerCase() || " ");
  const size = (readDecimal(number) ?? NaN) * (binary ? 1024 : 1000) ** power;
  const fits = size >= 0 && size <= Number.MAX_SAFE_INTEGER;
  return fit(size, fits, "it is not a size such as 2GB, 500MB or 1.5GiB");
}

/** `10%` → 0.1: above 0 % and up to 100 %. */
export function parseShare(text: string): number {
  const [, percents = ""] = /^(.*)%$/.exec(text.trim()) ?? [];
  const share = (readDecimal(percents) ?? NaN) / 100;
  const why = "it is not a share above 0% and up to 100%, such as 10%";
  return fit(share, share > 0 && share <= 1, why);
}

/** `0-4,7` → 0, 1, 2, 3, 4, 7: in order, each once. */
export function parseSeeds(text: string): number[] {
  const seeds = new Set<number>();
  for (const part of text.split(",")) {
    const [match, start, end = start] =
      /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    const [first, last] = [Number(start), Number(end)];
    fit(
      part,
      match !== undefined && first <= last && last < 2 ** 32,
      `"${
        beginning(part)
      }" is neither a whole number below 2^32 nor a rising range such as 0-4`,
    );
    for (let seed = first; seed <= last; seed++) {
      seeds.add(seed);
      fit(seeds, seeds.size <= 10_000, "they are more than 10000 seeds");
    }
  }
  return [...seeds].sort((a, b) => a - b);
}

/** `0-19` of every experiment, then `mnist-*=0-4` of those whose names fit: the last that fits counts. */
export function parseSeedChoices(texts: readonly string[]): Seeds {
  return texts.reduce<Seeds>((seeds, text) => {
    const [, pattern = every, list] = /^(?:([^=]*)=)?(.*)$/s.exec(text)!;
    fit(pattern, pattern.trim() !== "", "no experiment stands before the =");
    const why = "it has more than one =; give --seeds once for each of them";
    fit(list, !list.includes("="), why);
    return withSeeds(seeds, { [pattern.trim()]: parseSeeds(list) });
  }, {});
}

/** What reads whole numbers of a range. */
const whole = (first: number, last: number) => (text: string): number => {
  const number = readDecimal(text) ?? NaN;
  const fits = Number.isInteger(number) && number >= first && number <= last;
  return fit(number, fits, `it is not a whole number from ${first} to ${last}`);
};

/** A seed of random numbers. */
export const parseSeed = whole(0, 2 ** 32 - 1);

/** How many of something: a number that loops can count to. */
export const parseCount = whole(1, 1e9);

/** Pixels to a unit of a figure's size: at 4 a figure as wide as a page has those of the finest print. */
export const parseScale = whole(1, 4);

/** Nodes at once: each is a process, of which a system lets a user have some thousands. */
const mostJobs = 1024;

export const parseJobs = whole(1, mostJobs);

/**
 * Nodes at once where none are asked for: the processor's cores, and one more that
 * shares them, since otherwise a core idles while the last node runs.
 */
export const usualJobs = Math.min(navigator.hardwareConcurrency + 1, mostJobs);

/** Reads one of some names. */
export function oneOf<const N extends string>(names: readonly N[]) {
  return (text: string): N => {
    const name = names.find((name) => name === text);
    if (name !== undefined) return name;
    throw new Unfit(suggest(text, names));
  };
}

/**
 * The address of a remote; `file:DIR` is one that is a folder, which has to be there.
 *
 * @throws {CliError} if it is none.
 */
export function parseRemote(text: string): URL {
  const url = addressOf(text);
  const fault = url.protocol === "file:" && folderFault(url);
  if (fault) throw unreadable(`--remote ${quoted(text)}`, fault);
  return url;
}

/** @throws {CliError} if it is no address, without repeating it: it may hold a password. */
function addressOf(text: string): URL {
  const [, folder] = /^file:(?!\/\/)(.+)$/s.exec(text) ?? [];
  if (folder) return pathToFileURL(fromShell(folder));
  const url = URL.parse(text);
  const isKnown = ["http:", "https:"].includes(url?.protocol ?? "") ||
    url?.protocol === "file:" && url.host === "" && url.pathname !== "/";
  if (url && isKnown && !/[?#]/.test(text)) return url;
  throw usageError(
    "Cannot read --remote: it is neither an http or https address without ? and #, nor file:DIR",
  );
}

/** The address of a remote as it was written, but of a folder such that it means the same wherever it is read. */
export function remoteAnywhere(text: string): string {
  return text.startsWith("file:") ? addressOf(text).href : text;
}
