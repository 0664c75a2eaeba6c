/** What a cell of a table is sorted by. */

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * The number that a cell begins with, as the page writes numbers: `−1.2`, `1,200`, `3 of 20`,
 * `2.00 × 10⁻⁷ (1 to 3)`, `∞`; below zero of `3.2° less`; undefined of other texts.
 */
export function numberIn(text: string): number | undefined {
  const [, sign, digits, power = ""] =
    /^([−-]?)(∞|\d[\d,]*\.?\d*|\.\d+)(?:\s×\s10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/
      .exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const exponent = [...power]
    .map((letter) => letter === "⁻" ? "-" : raised.indexOf(letter)).join("");
  const size = digits === "∞"
    ? Infinity
    : Number(`${digits.replaceAll(",", "")}e${exponent || 0}`);
  return sign || /^[^ ]*° less/.test(text.trim()) ? -size : size;
}

/** The order of two cells: numbers by size, then texts by letters; a dash, for none, in neither direction before others. */
export function compareCells(a: string, b: string, descending: boolean) {
  const rank = (text: string) =>
    text.trim() === "—" ? 2 : numberIn(text) === undefined ? 1 : 0;
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const [x, y] = [numberIn(a), numberIn(b)];
  const order = x === undefined || y === undefined
    ? a.localeCompare(b, "en")
    : x === y
    ? 0
    : x - y;
  return descending ? -order : order;
}
