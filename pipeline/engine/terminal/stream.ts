/** Where a command prints: the one door to standard output and standard error. */
import {
  CliError,
  describeSystemError,
  isSystemError,
  refusal,
} from "../text/errors.ts";
import { showable } from "../text/words.ts";

/** A stream of lines. */
export type Stream = ReturnType<typeof streamOf>;

export type TerminalName = "stdout" | "stderr";

/** The reader of what a command writes has gone, as `head` does when it has enough: no fault, and nothing to say. */
export class ClosedPipe extends Error {
  override name = "ClosedPipe";
  /** as a shell has it of a program that SIGPIPE ends */
  readonly exitCode = 141;
}

export function streamOf(name: TerminalName) {
  return {
    write: (line: string) => writeTo(name, `${line}\n`),
    /** the terminal it is and on which lines can be painted over, if it is one */
    terminal: canBePainted(name) ? name : null,
  };
}

/** Prints a line on standard output. */
export const print = (line: string) => writeTo("stdout", `${line}\n`);

/** Prints a line on standard error. */
export const printError = (line: string) => writeTo("stderr", `${line}\n`);

/**
 * Writes all of a text or of some bytes.
 *
 * @throws {ClosedPipe} if nobody reads it.
 * @throws {CliError} if it cannot be written for another reason.
 */
export function writeTo(name: TerminalName, content: string | Uint8Array) {
  let rest = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSome(name, rest));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw new ClosedPipe();
    const stream = name === "stdout" ? "standard output" : "standard error";
    throw refusal(`write to ${stream}`, error);
  }
}

/**
 * Ends a command that failed: says why in one sentence, if anybody reads it, and gives the exit code.
 *
 * @throws what is neither a person's mistake nor the system's refusal: a defect.
 */
export function endWith(error: unknown): number {
  if (error instanceof ClosedPipe) return error.exitCode;
  const failure = isSystemError(error)
    ? new CliError(describeSystemError(error))
    : error;
  if (!(failure instanceof CliError)) throw failure;
  try {
    const lines = failure.message.split("\n").map(showable);
    printError(`error: ${lines.join("\n")}`);
  } catch (unheard) {
    if (unheard instanceof ClosedPipe) return unheard.exitCode;
  }
  return failure.exitCode;
}

const newline = 0x0a;
/** Bytes of which standard output takes all or none: it holds a line's back to its end, 1024 at most. */
const longestPart = 512;
/** Milliseconds between two trials of a stream that is full. */
const pause = 5;

/** Writes the first of these bytes, and gives their count; waits where another program has made the stream one that does not (O_NONBLOCK). */
function writeSome(name: TerminalName, bytes: Uint8Array): number {
  if (name === "stderr") return whenItCan(() => Deno.stderr.writeSync(bytes));
  // Standard output refuses to go on even after it has taken bytes, and does not say
  // how many. Of part of a line it has always taken all, of a line's end nothing.
  const end = bytes.subarray(0, longestPart).indexOf(newline);
  let part = bytes.subarray(0, end < 0 ? longestPart : end || 1);
  const { length } = part;
  whenItCan(() => {
    const now = part;
    if (end !== 0) part = new Uint8Array();
    Deno.stdout.writeSync(now);
  });
  return length;
}

/** Does what a full stream may refuse, again until it does not. */
function whenItCan<T>(write: () => T): T {
  while (true) {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}

/** Whether a stream is a terminal that can move its cursor and knows its size. */
function canBePainted(name: TerminalName): boolean {
  if (!Deno[name].isTerminal() || Deno.env.get("TERM") === "dumb") return false;
  const { columns, rows } = Deno.consoleSize();
  return columns > 0 && rows > 0;
}
