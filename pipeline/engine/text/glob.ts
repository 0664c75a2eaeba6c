/**
 * Whether a node's name fits a pattern: `*` stands for any characters, slashes
 * too, and `?` for one. A pattern also fits what lies below it, and may leave
 * out the stage: `linear-regression` fits every node of that experiment.
 */
export function fitsGlob(name: string, pattern: string): boolean {
  const folder = pattern.replace(/\/+$/, "");
  const withoutStage = name.slice(name.indexOf("/") + 1);
  return [name, withoutStage].some((name) =>
    fitsWhole(name, folder) || fitsWhole(name, `${folder}/*`)
  );
}

/**
 * Whether a text, all of it, is as a pattern says. Of several `*` only the last
 * one met is tried anew, which is enough: a regular expression would try them all,
 * in a time that grows exponentially with their number.
 */
export function fitsWhole(text: string, pattern: string): boolean {
  let [at, next] = [0, 0];
  let star = -1; // where the last * is in the pattern
  let end = 0; // where what it stands for ends in the text
  while (at < text.length) {
    if (pattern[next] === "*") [star, end] = [next++, at];
    else if (pattern[next] === "?" || pattern[next] === text[at]) {
      at++;
      next++;
    } else if (star >= 0) [at, next] = [++end, star + 1];
    else return false;
  }
  return /^\**$/.test(pattern.slice(next));
}
