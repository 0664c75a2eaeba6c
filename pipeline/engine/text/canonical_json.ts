import { canonicalize } from "@std/json/canonicalize";

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
 * @throws {TypeError} if the value holds a number that JSON cannot say.
 */
export const canonicalJson: (value: Json) => string = canonicalize;
