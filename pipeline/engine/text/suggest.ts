/** What to say of a word that is not known: what it may have meant, or else what there is. */
import { levenshteinDistance } from "@std/text/levenshtein-distance";
import { fitsWhole } from "./glob.ts";

/** Names that a sentence has room for. */
const room = 8;

/**
 * The end of a sentence: `did you mean eta?`, `there are text, json`. Of many names it
 * gives the near ones, or the first.
 *
 * @param word a name, or a pattern of names with `*` and `?`
 * @param known the more usual of equally near names first
 * @param lister what lists all that is known, where they are many
 */
export function suggest(
  word: string,
  known: readonly string[],
  lister?: string,
): string {
  const same = known.find((name) => name.toLowerCase() === word.toLowerCase());
  const near = same ? [same] : nearest(word, known);
  if (near.length > 0 && known.length > room) {
    const meant = `did you mean ${alternatives(near.slice(0, room))}?`;
    return lister ? `${meant} ${lister} lists all` : meant;
  }
  const more = known.length - room;
  const list = known.slice(0, room).join(", ") +
    (more > 0 ? ` and ${more} more` : "") +
    (more > 0 && lister ? `, which ${lister} lists` : "");
  return near.length > 0 && (same || known.length > 4)
    ? `did you mean ${near[0]}? There are ${list}`
    : `there ${known.length === 1 ? "is" : "are"} ${list}`;
}

/** The names that begin with a word, else those of which a part does, else those that look like it. */
function nearest(word: string, known: readonly string[]): string[] {
  if (word === "") return [];
  const start = `${word.toLowerCase()}*`;
  for (const starts of [[start], [`*/${start}`, `*-${start}`]]) {
    const fitting = known.filter((name) =>
      starts.some((pattern) => fitsWhole(name.toLowerCase(), pattern))
    );
    if (fitting.length > 0) return shortest(fitting);
  }
  return alike(word.replace(/[*?]/g, "").toLowerCase(), known);
}

/** Names without those that only add to an earlier one: `a/b`, and not `a/b/c` or `x/a/b`. */
function shortest(names: readonly string[]): string[] {
  const kept: string[] = [];
  for (const name of names) {
    const adds = kept.some((other) =>
      name.startsWith(`${other}/`) || name.endsWith(`/${other}`)
    );
    if (!adds) kept.push(name);
  }
  return kept;
}

/** The names a few slips of the pen away: the nearest, and those one slip further. */
function alike(word: string, known: readonly string[]): string[] {
  const tolerated = Math.max(Math.min(2, word.length - 1), word.length / 3);
  const candidates = known.map((name) => ({
    name,
    distance: levenshteinDistance(word, name.toLowerCase()),
  })).filter(({ distance }) => distance <= tolerated)
    .sort((a, b) => a.distance - b.distance);
  return candidates
    .filter(({ distance }) => distance <= candidates[0].distance + 1)
    .map(({ name }) => name);
}

const disjunction = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** `a`, `a or b`, `a, b or c`. */
export function alternatives(names: readonly string[]): string {
  return disjunction.format(names);
}
