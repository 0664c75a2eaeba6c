import { type Digest, digestOfFile } from "../engine/digest.ts";

/** What a look at a blob can find. */
export type BlobState = "whole" | "missing" | "damaged";

/** Immutable bytes under their own SHA-256: `cas/ab/<sha256>`. */
export class Blobs {
  readonly #folder: string;
  /** blobs found whole, and what the file system said of them then */
  readonly #whole = new Map<Digest, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the bytes of a digest are, or would be. */
  path(digest: Digest): string {
    return `${this.#folder}/${digest.slice(0, 2)}/${digest}`;
  }

  /** What can be told of a blob without reading it: whether it is there, and of the right size. */
  async glance(digest: Digest, bytes: number): Promise<BlobState> {
    const found = await statOf(this.path(digest));
    if (!found) return "missing";
    return found.size === bytes ? "whole" : "damaged";
  }

  /**
   * Reads a blob through and compares it with its digest; again only if the
   * file system says that it has been written to since.
   */
  async check(digest: Digest): Promise<BlobState> {
    const path = this.path(digest);
    const found = await statOf(path);
    if (!found) return "missing";
    const { size, ino, mtime, ctime } = found;
    const state = [size, ino, mtime?.getTime(), ctime?.getTime()].join();
    if (this.#whole.get(digest) === state) return "whole";
    if (await digestOfFile(path) !== digest) return "damaged";
    this.#whole.set(digest, state);
    return "whole";
  }

  /** Takes a file in under its digest; it must be on the same file system. */
  async adopt(file: string, digest: Digest): Promise<void> {
    const path = this.path(digest);
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.chmod(file, 0o444);
    await Deno.rename(file, path);
  }

  /** Has a blob that another store has: as a link where the disk knows them, else as a copy. */
  async borrow(from: Blobs, digest: Digest): Promise<void> {
    const path = this.path(digest);
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    try {
      await Deno.link(from.path(digest), path);
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) return;
      await Deno.copyFile(from.path(digest), path);
    }
  }

  /** Removes a damaged blob, so that nothing finds it again. */
  async discard(digest: Digest): Promise<void> {
    await Deno.remove(this.path(digest)).catch(ignoreMissing);
  }
}

async function statOf(path: string): Promise<Deno.FileInfo | null> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
