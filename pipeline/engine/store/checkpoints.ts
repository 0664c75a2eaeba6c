import type { Digest } from "../files/digest.ts";
import { absent } from "../files/folders.ts";

/**
 * Folders in which long nodes keep their progress, `checkpoint/<key>/`: made
 * before a node runs, gone when its record is written. A node that is stopped
 * and run again under the same key finds what it left.
 */
export class Checkpoints {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The folder of a key, made if need be. */
  async open(key: Digest): Promise<string> {
    const path = `${this.#folder}/${key}`;
    await Deno.mkdir(path, { recursive: true });
    return path;
  }

  /** Removes what a finished node has left. */
  async discard(key: Digest): Promise<void> {
    await Deno.remove(`${this.#folder}/${key}`, { recursive: true })
      .catch(absent);
  }

  /** Removes the folder of a key if nothing was left in it. */
  async discardEmpty(key: Digest): Promise<void> {
    await Deno.remove(`${this.#folder}/${key}`).catch(() => {});
  }
}
