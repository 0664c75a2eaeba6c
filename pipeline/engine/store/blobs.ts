import { type Digest, digestOfFile } from "../files/digest.ts";
import { absent, ifThere } from "../files/folders.ts";
import { moveWhole } from "../files/whole_files.ts";

/** In what state a blob is found. */
export type BlobState = "whole" | "missing" | "damaged";

/** Immutable bytes under their own SHA-256: `cas/ab/<sha256>`. */
export class Blobs {
  /** blobs found whole, and what the file system said of them then */
  readonly #whole = new Map<Digest, string>();

  constructor(readonly folder: string) {}

  /** Where the bytes of a digest are, or would be. */
  path(digest: Digest): string {
    return `${this.folder}/${digest.slice(0, 2)}/${digest}`;
  }

  /** Whether a blob is there and of the right size, without reading it. At once, since a turn of the event loop a file takes longer. */
  checkSize(digest: Digest, bytes: number): BlobState {
    const found = ifThere(() => Deno.statSync(this.path(digest)));
    if (!found) return "missing";
    return found.size === bytes ? "whole" : "damaged";
  }

  /** Reads a blob through and compares it with its digest; again only if the file system says that it has been written to since. */
  async check(digest: Digest): Promise<BlobState> {
    const found = ifThere(() => Deno.statSync(this.path(digest)));
    if (!found) return "missing";
    const state = [found.size, found.ino, found.mtime?.getTime()].join();
    if (this.#whole.get(digest) === state) return "whole";
    if (await digestOfFile(this.path(digest)) !== digest) return "damaged";
    this.#whole.set(digest, state);
    return "whole";
  }

  /** Takes a file in under its digest. What is there whole stays, since other machines may be reading it. */
  async adopt(file: string, digest: Digest): Promise<void> {
    if (await this.check(digest) === "whole" && this.#markUsed(digest)) {
      return await Deno.remove(file);
    }
    await Deno.chmod(file, 0o444);
    moveWhole(file, this.path(digest));
  }

  /** Marks a blob as written now, so that it is not taken for garbage before a record lists it. */
  #markUsed(digest: Digest): boolean {
    try {
      const now = new Date();
      Deno.utimeSync(this.path(digest), now, now);
      return true;
    } catch {
      return false; // it is gone, or belongs to another user
    }
  }

  /**
   * Puts a blob at a second path: as a link where the disk knows them, else as a
   * copy. Like the blob, it is to be read and no more.
   */
  async lend(digest: Digest, path: string): Promise<void> {
    const folder = path.slice(0, path.lastIndexOf("/"));
    Deno.mkdirSync(folder, { recursive: true });
    try {
      Deno.linkSync(this.path(digest), path);
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) throw error;
      await Deno.copyFile(this.path(digest), path);
    }
  }

  /** Removes a damaged blob, so that nothing finds it again. */
  async discard(digest: Digest): Promise<void> {
    await Deno.remove(this.path(digest)).catch(absent);
  }
}
