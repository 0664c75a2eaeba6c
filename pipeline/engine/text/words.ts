/** Words as people write and read them. */

/** `1 file`, `2 files`: a count with its noun. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Letters of a word that a person reads. */
const longest = 200;

/** A word, or the beginning of one that nobody would read to its end. */
export function beginning(word: string): string {
  return word.length > longest ? `${word.slice(0, longest)}…` : word;
}

/** A word as a sentence shows it: in quotes where it is empty or holds blanks. */
export function quoted(word: string): string {
  const shown = beginning(word);
  return /^\S+$/.test(shown) ? shown : JSON.stringify(shown);
}

/** A sentence with but the beginnings of words that are longer than any path. */
export function shortened(sentence: string): string {
  return sentence.replace(/[^\s;]{1000,}/g, beginning);
}

/** A word as a shell takes it: in single quotes where it holds what a shell would read otherwise. */
export function shellWord(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word)
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Control characters, which can speak to a terminal, and invisible ones, which change how the rest of a line is read. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Whether a text from elsewhere is fit to be shown in a line. */
export function isShowable(text: string): boolean {
  return text.search(unseen) < 0;
}

/** A text that is fit to be shown in a line, with what is not as an escape: `\u{202e}`. */
export function showable(text: string): string {
  return text.replace(
    unseen,
    (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`,
  );
}

/** As people write them: `5`, `.001`, `+0.001`, `1.`, `1e-3`; neither `0x10` nor `Infinity`. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a text says in decimal, which `1e999` makes infinite; `undefined` for any other text. */
export function readDecimal(text: string): number | undefined {
  const word = text.trim();
  return decimal.test(word) ? Number(word) : undefined;
}

/** Rising seeds as people write them: `0-4,7`. */
export function seedList(seeds: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const seed of seeds) {
    const range = ranges.at(-1);
    if (range && seed === range[1] + 1) range[1] = seed;
    else ranges.push([seed, seed]);
  }
  return ranges.map(([first, last]) =>
    first === last ? `${first}` : `${first}-${last}`
  ).join(",");
}
