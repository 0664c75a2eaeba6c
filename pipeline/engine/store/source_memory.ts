import { type Digest, digestOf } from "../files/digest.ts";
import { writeWhole } from "../files/whole_files.ts";
import { entriesOf } from "../files/entries.ts";

/**
 * The text of every source that a key has named, `sources/<sha256>`. A key holds
 * sources by digest; this is what can still be said of them when they are gone.
 */
export class SourceMemory {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The digests of the sources that are remembered. */
  known(): Set<string> {
    return new Set(entriesOf(this.#folder).map(({ name }) => name));
  }

  /** The text of a source; `undefined` where it is not known, or damaged. */
  async read(source: Digest): Promise<string | undefined> {
    try {
      const text = await Deno.readTextFile(this.#path(source));
      return digestOf(text) === source ? text : undefined;
    } catch {
      return undefined; // only an explanation is lost
    }
  }

  /** Keeps sources by digest; at once, since a turn of the event loop a file takes longer. */
  remember(sources: ReadonlyMap<Digest, Uint8Array>): void {
    for (const [source, content] of sources) {
      writeWhole(this.#path(source), content);
    }
  }

  #path(source: Digest): string {
    return `${this.#folder}/${source}`;
  }
}
