/** A word as a sentence shows it: in quotes where it is empty or holds blanks. */
export function quoted(word: string): string {
  return /^\S+$/.test(word) ? word : JSON.stringify(word);
}
