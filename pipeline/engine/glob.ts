/**
 * Whether a node's name fits a pattern: `*` stands for any characters, slashes
 * too, and `?` for one. A pattern also fits what lies below it, and may leave
 * out the stage: `linear-regression` fits every node of that experiment.
 */
export function fitsGlob(name: string, pattern: string): boolean {
  const body = expressionOf(pattern.replace(/\/+$/, ""));
  const expression = new RegExp(`^${body}(/.*)?$`);
  const withoutStage = name.slice(name.indexOf("/") + 1);
  return expression.test(name) || expression.test(withoutStage);
}

/** A pattern as part of a regular expression. */
export function expressionOf(pattern: string): string {
  return pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
}
