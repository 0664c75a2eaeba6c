/** As people write them: `5`, `.001`, `+0.001`, `1.`, `1e-3`; neither `0x10` nor `Infinity`. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a text says in decimal, which `1e999` makes infinite; `undefined` for any other text. */
export function readDecimal(text: string): number | undefined {
  const word = text.trim();
  return decimal.test(word) ? Number(word) : undefined;
}
