/** Values of options that are more than a word or a whole number. */
import { parse as parseMilliseconds } from "@lukeed/ms";
import { usageError } from "./errors.ts";

/** `30d` → milliseconds. */
export function parseDuration(option: string, text: string): number {
  // a number without a unit would be read as milliseconds
  const duration = /[a-z]$/i.test(text) ? parseMilliseconds(text) : undefined;
  if (duration !== undefined && duration > 0) return duration;
  throw usageError(
    `Cannot read --${option} ${text}: it is not a time such as 30d, 12h or 90m`,
  );
}

/** `2GB` → 2e9, `2GiB` → 2 ** 31: bytes. */
export function parseSize(option: string, text: string): number {
  const [, number, prefix = "", binary] =
    /^(\d+(?:\.\d+)?) *(?:([kmgt])(i?))?b$/i.exec(text) ?? [];
  if (number !== undefined) {
    const power = " kmgt".indexOf(prefix.toLowerCase() || " ");
    return Number(number) * (binary ? 1024 : 1000) ** power;
  }
  throw usageError(
    `Cannot read --${option} ${text}: it is not a size such as 2GB, 500MB or 1.5GiB`,
  );
}

/** `10%` → 0.1: above 0 % and up to 100 %. */
export function parseShare(option: string, text: string): number {
  const share = Number(/^(\d+(?:\.\d+)?) *%$/.exec(text)?.[1]) / 100;
  if (share > 0 && share <= 1) return share;
  throw usageError(
    `Cannot read --${option} ${text}: it is not a share above 0% and up to 100%, such as 10%`,
  );
}

/** A seed of random numbers. */
export function parseSeed(option: string, text: string): number {
  if (/^\d+$/.test(text) && Number(text) < 2 ** 32) return Number(text);
  throw usageError(
    `Cannot read --${option} ${text}: it is not a whole number below 2^32`,
  );
}
