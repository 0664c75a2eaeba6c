import { type Digest, digestOfFile } from "../engine/digest.ts";

/** What a look at a blob can find. */
export type BlobState = "whole" | "missing" | "damaged";

/** Immutable bytes under their own SHA-256: `cas/ab/<sha256>`. */
export class Blobs {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the bytes of a digest are, or would be. */
  path(digest: Digest): string {
    return `${this.#folder}/${digest.slice(0, 2)}/${digest}`;
  }

  /** Whether a blob of this size is there; its bytes are not read. */
  async has(digest: Digest, bytes: number): Promise<boolean> {
    try {
      return (await Deno.stat(this.path(digest))).size === bytes;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }

  /** Reads a blob through and compares it with its digest. */
  async check(digest: Digest): Promise<BlobState> {
    const found = await digestOfFile(this.path(digest));
    if (found === undefined) return "missing";
    return found === digest ? "whole" : "damaged";
  }

  /** Takes a file in under its digest; it must be on the same file system. */
  async adopt(file: string, digest: Digest): Promise<void> {
    const path = this.path(digest);
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.chmod(file, 0o444);
    await Deno.rename(file, path);
  }

  /** Removes a damaged blob, so that nothing finds it again. */
  async discard(digest: Digest): Promise<void> {
    await Deno.remove(this.path(digest)).catch(ignoreMissing);
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
