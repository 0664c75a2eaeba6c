import { createHash } from "node:crypto";
import type { NodeRecord } from "../store/records.ts";
import { type Sent, wrong } from "./refusal.ts";
import type { Remote } from "./remote.ts";
import type { Store } from "../store/store.ts";

/** One output, as records tell of it. */
export type Output = NodeRecord["outputs"][string];

/**
 * Brings a blob from a remote into the store, hashing it as it comes.
 *
 * @returns `false` if the remote does not have it
 * @throws {RemoteError} if it does not come whole; the store is then as before.
 */
export async function download(
  { digest, bytes }: Output,
  { from, to, signal }: { from: Remote; to: Store; signal: AbortSignal },
): Promise<boolean> {
  const folder = to.makeWorkFolder();
  try {
    const path = `${folder}/blob`;
    const hash = createHash("sha256");
    let length = 0;
    let sent: Sent | undefined;
    const file = await Deno.open(path, { write: true, createNew: true });
    try {
      sent = await from.get("cas", digest, {
        limit: bytes,
        signal,
        async take(piece) {
          hash.update(piece);
          length += piece.length;
          await writeAll(file, piece);
        },
      });
      if (!sent) return false;
    } finally {
      file.close();
    }
    if (length < bytes) throw wrong("less than it said", sent);
    if (hash.digest("hex") !== digest) throw wrong("wrong bytes", sent);
    await to.blobs.adopt(path, digest);
    return true;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function writeAll(file: Deno.FsFile, piece: Uint8Array): Promise<void> {
  let written = 0;
  while (written < piece.length) {
    written += await file.write(piece.subarray(written));
  }
}
