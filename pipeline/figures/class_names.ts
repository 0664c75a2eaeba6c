/** The class that carries a model's colour in a figure. */
export function classOf(model: string): string {
  return `model-${model.toLowerCase()}`;
}

/** The class of a model's name in a figure, which has the ink of words. */
export function nameClassOf(model: string): string {
  return `name-${model.toLowerCase()}`;
}

/** What the parts of a drawing are called that hold words above and below its panels; a page may have words of its own. */
export const wordParts = { head: "head", foot: "foot" };
