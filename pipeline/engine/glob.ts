/**
 * Whether a node's name fits a pattern: `*` stands for any characters, slashes
 * too, and `?` for one. A pattern also fits what lies below it, and may leave
 * out the stage: `linear-regression` fits every node of that experiment.
 */
export function fitsGlob(name: string, pattern: string): boolean {
  const body = pattern.replace(/\/+$/, "")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  const expression = new RegExp(`^${body}(/.*)?$`);
  const withoutStage = name.slice(name.indexOf("/") + 1);
  return expression.test(name) || expression.test(withoutStage);
}
