/** Which words of a command line belong together, where `parseArgs` reads them otherwise. */
import { usageError } from "../text/errors.ts";

/** An option by its name or its last letter, and what is written against it. */
const option = /^(?:--([^=]+)|-[a-z]*([a-z]))([^a-z].*)?$/is;

/**
 * Words for `parseArgs`, which takes a value for a flag, and takes `-1` for an option
 * where it is a value: it is joined to its option, whose reader says what is unfit.
 *
 * @param flags names and letters of the options that take no value
 * @throws {CliError} with exit code 2, if a flag is given one.
 */
export function pairValues(
  words: readonly string[],
  flags: readonly string[],
): string[] {
  const paired: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === "--") return [...paired, ...words.slice(i)];
    const [, name, letter = "", value] = option.exec(word) ?? [];
    const next = words[i + 1] ?? "";
    if (flags.includes(name ?? letter)) {
      const flag = name ? `--${name}` : `-${letter}`;
      const given = value !== undefined
        ? word
        : /^(true|false)$/.test(next)
        ? `${word} ${next}`
        : undefined;
      if (given !== undefined) {
        throw usageError(`Cannot read ${given}: ${flag} takes no value`);
      }
    } else if (
      (name || letter) && value === undefined && /^-[\d.]/.test(next)
    ) {
      paired.push(`${word}=${next}`);
      i++;
      continue;
    }
    paired.push(word);
  }
  return paired;
}
