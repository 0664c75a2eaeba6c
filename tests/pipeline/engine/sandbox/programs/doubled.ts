/** A module of work, for `frame.ts`. */
export function work(text: string): string {
  return text + text;
}
