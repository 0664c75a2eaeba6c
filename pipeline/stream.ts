/** Where a command tells what happens. */
export interface Stream {
  write(line: string): void;
  /** the terminal it is and on which lines can be painted over, if it is one */
  terminal: TerminalName | null;
}

export type TerminalName = "stdout" | "stderr";

/** Standard output or standard error. */
export function streamOf(name: TerminalName): Stream {
  return {
    write: name === "stdout" ? console.log : console.error,
    terminal: canBePainted(name) ? name : null,
  };
}

/** Whether a stream is a terminal that can move its cursor and knows its size. */
function canBePainted(name: TerminalName): boolean {
  if (!Deno[name].isTerminal() || Deno.env.get("TERM") === "dumb") return false;
  const { columns, rows } = Deno.consoleSize();
  return columns > 0 && rows > 0;
}
