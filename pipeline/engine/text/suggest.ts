/** What to say of a word that is not known: what it may have meant, or else what there is. */
import { levenshteinDistance } from "@std/text/levenshtein-distance";
import { fitsWhole } from "./glob.ts";

/** Names that a sentence has room for. */
const room = 8;

/**
 * The end of a sentence: `did you mean eta?`, or, where nothing is near, `there are text, json`.
 *
 * @param word a name, or a pattern of names with `*` and `?`
 * @param known the more usual of equally near names first
 * @param lister what lists all that is known, where they may be many
 */
export function suggest(
  word: string,
  known: readonly string[],
  lister?: string,
): string {
  const near = nearest(word, known).slice(0, room);
  if (near.length > 0) {
    const meant = `did you mean ${alternatives(near)}?`;
    return lister ? `${meant} ${lister} lists all` : meant;
  }
  return `there ${known.length === 1 ? "is" : "are"} ${listed(known)}` +
    (known.length > room && lister ? `, which ${lister} lists` : "");
}

/** `a, b`; of many names the first few: `a, b and 3 more`. */
export function listed(names: readonly string[]): string {
  const more = names.length - room;
  const end = more > 0 ? ` and ${more} more` : "";
  return names.slice(0, room).join(", ") + end;
}

/** The names that are a word, else that begin with it, else of which a part does, else that look like it. */
function nearest(word: string, known: readonly string[]): string[] {
  if (word === "") return [];
  const name = word.toLowerCase();
  for (const patterns of [[name], [`${name}*`], [`*/${name}*`, `*-${name}*`]]) {
    const fitting = known.filter((name) =>
      patterns.some((pattern) => fitsWhole(name.toLowerCase(), pattern))
    );
    // without those that only add to another: `a/b`, and not `a/b/c` or `x/a/b`
    const shortest = fitting.filter((name) =>
      !fitting.some((other) =>
        name.startsWith(`${other}/`) || name.endsWith(`/${other}`)
      )
    );
    if (shortest.length > 0) return shortest;
  }
  return alike(name.replace(/[*?]/g, ""), known);
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
