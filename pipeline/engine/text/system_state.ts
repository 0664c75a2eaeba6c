/** What the system calls a state, in words that need no knowledge of it. */
const words: Record<string, string> = {
  "Is a directory": "it is a folder",
  "Not a directory": "a file is where a folder should be",
};

/** The state that the system reports, without its number and Deno's word for the deed. */
export function systemState({ message }: Pick<Error, "message">): string {
  const state = message.replace(/ \(os error \d+\).*/s, "");
  return words[state] ?? state;
}
