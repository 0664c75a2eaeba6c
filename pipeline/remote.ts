/** The remote that a command line names. */
import { isLocked, lockPath, readLock } from "./lock.ts";
import type { Options } from "./options.ts";
import { Exchange } from "./store/exchange.ts";
import { Remote } from "./store/remote.ts";
import type { Store } from "./store/store.ts";

/** Prepares dealings with the remote that options name; `undefined` if they name none. */
export async function openRemote(
  { remote, remoteWrite, trustRemote, profile }: Options,
  { store, signal }: { store: Store; signal: AbortSignal },
): Promise<Exchange | undefined> {
  if (!remote) return undefined;
  const lock = await readLock(profile);
  return new Exchange(new Remote(remote), store, {
    trusts: (record) =>
      trustRemote || (lock !== undefined && isLocked(lock, record)),
    distrust: `is not trusted without --trust-remote, since ${
      lockPath(profile)
    } has other digests or none,`,
    write: remoteWrite,
    signal,
  });
}

/** Ends the dealings with a remote, and tells what came of them. */
export async function closeRemote(
  exchange: Exchange | undefined,
  { log, write }: Pick<Options, "log"> & { write: (line: string) => void },
): Promise<void> {
  if (!exchange) return;
  const { hits, uploads, errors, notes, line } = await exchange.finish();
  if (log === "json") {
    write(JSON.stringify({ type: "remote", hits, uploads, errors, notes }));
  } else for (const sentence of [...notes, line]) write(sentence);
}
