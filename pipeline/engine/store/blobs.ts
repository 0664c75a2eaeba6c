import { type Digest, digestOfFile } from "../files/digest.ts";
import { absent, ifThere } from "../files/folders.ts";
import { makeFolder, moveWhole } from "../files/whole_files.ts";

/** In what state a blob is found. */
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

  /** Whether a blob is there and of the right size, without reading it. At once, since a turn of the event loop a file takes longer. */
  checkSize(digest: Digest, bytes: number): BlobState {
    const found = this.#stat(digest);
    if (!found) return "missing";
    return found.size === bytes ? "whole" : "damaged";
  }

  /**
   * Reads a blob through and compares it with its digest; again only if the
   * file system says that it has been written to since.
   */
  async check(digest: Digest): Promise<BlobState> {
    const found = this.#stat(digest);
    if (!found) return "missing";
    const state = stateOf(found);
    if (this.#whole.get(digest) === state) return "whole";
    if (await digestOfFile(this.path(digest)) !== digest) return "damaged";
    this.#whole.set(digest, state);
    return "whole";
  }

  /** Takes a file in under its digest. */
  async adopt(file: string, digest: Digest): Promise<void> {
    await Deno.chmod(file, 0o444);
    moveWhole(file, this.path(digest));
  }

  /** Takes in a blob that another store has. */
  async borrow(from: Blobs, digest: Digest): Promise<void> {
    try {
      await from.lend(digest, this.path(digest));
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
  }

  /**
   * Puts a blob at a second path: as a link where the disk knows them, else as a
   * copy. Like the blob, it is to be read and no more.
   */
  async lend(digest: Digest, path: string): Promise<void> {
    makeFolder(path.slice(0, path.lastIndexOf("/")));
    try {
      this.#relink(digest, () => Deno.linkSync(this.path(digest), path));
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) throw error;
      await Deno.copyFile(this.path(digest), path);
    }
  }

  /** Removes what `lend()` put there. */
  takeBack(digest: Digest, path: string): void {
    this.#relink(digest, () => ifThere(() => Deno.removeSync(path)));
  }

  /** Changes how many links a blob has, which changes its `ctime` but no byte: what was whole is so still. */
  #relink(digest: Digest, change: () => void): void {
    const before = this.#stat(digest);
    change();
    const after = this.#stat(digest);
    if (before && after && this.#whole.get(digest) === stateOf(before)) {
      this.#whole.set(digest, stateOf(after));
    }
  }

  /** Removes a damaged blob, so that nothing finds it again. */
  async discard(digest: Digest): Promise<void> {
    await Deno.remove(this.path(digest)).catch(absent);
  }

  #stat(digest: Digest): Deno.FileInfo | undefined {
    return ifThere(() => Deno.statSync(this.path(digest)));
  }
}

/** What the file system says of a file: something else once it has been written to. */
function stateOf({ size, ino, mtime, ctime }: Deno.FileInfo): string {
  return [size, ino, mtime?.getTime(), ctime?.getTime()].join();
}
