/** Whatever JSON can say. */
export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };

/**
 * The one JSON text of a value: keys sorted by code unit, no spaces, numbers as
 * their shortest exact decimal. Equal values give equal bytes.
 *
 * @throws {TypeError} if the value holds something that JSON cannot say.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.keys(value).sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
    return `{${members.join(",")}}`;
  }
  const text = JSON.stringify(value);
  if (text === undefined || typeof value === "number" && !isFinite(value)) {
    throw new TypeError(
      `Cannot write ${value} as JSON: JSON has no such value`,
    );
  }
  return text;
}
