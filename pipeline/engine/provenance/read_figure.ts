import * as v from "valibot";
import { type Digest, digestOf, isDigest } from "../files/digest.ts";
import { refusal, usageError } from "../text/errors.ts";
import { type Origin, originElement } from "./origin.ts";
import { textInFile } from "../../figures/svg_file.ts";
import { fromShell } from "../files/shell_paths.ts";

/** A figure's file, as it lies before the reader. */
export interface FigureFile {
  digest: Digest;
  /** what it says of itself */
  origin: Origin;
}

const originSchema = v.object({
  node: v.string(),
  shows: v.array(v.object({
    experiment: v.string(),
    profile: v.string(),
    seeds: v.array(v.number()),
  })),
  inputs: v.record(v.string(), v.custom<Digest>(isDigest)),
});

/**
 * Reads a figure's file, by its path on the command line.
 *
 * @throws {CliError} with exit code 2, if there is none, it is no SVG file, or says nothing of its origin.
 */
export async function readFigure(path: string): Promise<FigureFile> {
  const bytes = await readBytes(path);
  const text = textInFile(new TextDecoder().decode(bytes), originElement);
  if (text === null) {
    throw usageError(`Cannot trace ${path}: it is not an SVG file`);
  }
  const origin = text === undefined ? undefined : parseOrigin(text);
  if (origin) return { digest: digestOf(bytes), origin };
  throw usageError(
    `Cannot trace ${path}: it does not say in its metadata where it comes from; figures that deno task render makes do`,
  );
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(fromShell(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw usageError(`Cannot trace ${path}: there is no such file`);
    }
    throw refusal(`trace ${path}`, error, { access: "read", exitCode: 2 });
  }
}

/** Reads what a file says of its origin; `undefined` if it is not of that form. */
export function parseOrigin(text: string): Origin | undefined {
  try {
    return v.parse(originSchema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError) {
      return undefined;
    }
    throw error;
  }
}
