import * as v from "valibot";
import { type Digest, isDigest } from "../engine/digest.ts";
import type { SourceParts } from "../engine/source_parts.ts";

const digest = v.custom<Digest>(isDigest);
const partsSchema = v.object({ code: digest, comments: digest });

/**
 * The parts of every source that a key has named, `sources/<sha256>.json`. A key
 * holds sources by digest; this is what can still be said of them when they are gone.
 */
export class SourceMemory {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The digests of the sources that are remembered. */
  known(): Set<string> {
    try {
      return new Set(
        Deno.readDirSync(this.#folder).map(({ name }) =>
          name.replace(/\.json$/, "")
        ),
      );
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return new Set();
      throw error;
    }
  }

  /** The parts of a source; `undefined` where they are not known, or torn. */
  async read(source: Digest): Promise<SourceParts | undefined> {
    try {
      const text = await Deno.readTextFile(this.#path(source));
      return v.parse(partsSchema, JSON.parse(text));
    } catch {
      return undefined; // only an explanation is lost
    }
  }

  async remember(source: Digest, parts: SourceParts): Promise<void> {
    await Deno.mkdir(this.#folder, { recursive: true });
    const aside = `${this.#path(source)}.${Deno.pid}`;
    await Deno.writeTextFile(aside, JSON.stringify(parts));
    await Deno.rename(aside, this.#path(source));
  }

  #path(source: Digest): string {
    return `${this.#folder}/${source}.json`;
  }
}
