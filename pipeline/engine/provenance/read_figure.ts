import { type Digest, digestOf } from "../files/digest.ts";
import { fromShell } from "../files/shell_paths.ts";
import { refusal, usageError } from "../text/errors.ts";
import { type Origin, originIn } from "./origin.ts";

/** A figure's file on the reader's disk. */
export interface FigureFile {
  digest: Digest;
  /** what it says of itself */
  origin: Origin;
}

/**
 * Reads a figure's file, by its path on the command line.
 *
 * @throws {CliError} with exit code 2, if there is none, it is no SVG file, or says nothing of its origin.
 */
export async function readFigure(path: string): Promise<FigureFile> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(fromShell(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw usageError(`Cannot trace ${path}: there is no such file`);
    }
    throw refusal(`trace ${path}`, error, { access: "read", exitCode: 2 });
  }
  const text = new TextDecoder().decode(bytes);
  if (!isSvg(text)) {
    throw usageError(`Cannot trace ${path}: it is not an SVG file`);
  }
  const origin = originIn(text);
  if (origin) return { digest: digestOf(bytes), origin };
  throw usageError(
    `Cannot trace ${path}: it does not say in its metadata where it comes from; figures that deno task render makes do`,
  );
}

/** Whether the first element is that of an SVG file. */
export function isSvg(text: string): boolean {
  const bare = text.replace(
    /<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^[>]*(\[.*?\]\s*)?>/gs,
    "",
  );
  return /^\s*<(?:[\w.-]+:)?svg[\s/>]/.test(bare);
}
