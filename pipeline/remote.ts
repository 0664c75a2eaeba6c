/** The remote that a command line names. */
import { digestOf } from "./engine/digest.ts";
import { isLocked, lockPath, readLock } from "./lock.ts";
import type { Options } from "./options.ts";
import { Exchange } from "./store/exchange.ts";
import { reasonOf } from "./store/refusal.ts";
import { Remote } from "./store/remote.ts";
import { longestRecord } from "./store/remote_policy.ts";
import type { Store } from "./store/store.ts";

/** Where lines are written. */
type Write = (line: string) => void;

/** How long a remote is waited for before the first node runs. */
const atFirst = { silence: 3000, pace: 50_000 };

/**
 * Prepares dealings with the remote that options name, and says at once if it
 * does not answer or refuses; `undefined` if they name none.
 */
export async function openRemote(
  { remote, remoteWrite, trustRemote, profile, log }: Options,
  { store, signal, write }: { store: Store; signal: AbortSignal; write: Write },
): Promise<Exchange | undefined> {
  if (!remote) return undefined;
  const hosts = Deno.env.get("NO_PROXY") ?? Deno.env.get("no_proxy");
  if (hosts) Deno.env.set("NO_PROXY", withoutProxy(hosts, remote));
  const trouble = await troubleOf(new Remote(remote, atFirst), signal);
  if (trouble !== undefined) {
    const message = `remote ${trouble}; what it may have is made here`;
    const event = { type: "remote-trouble", message };
    write(log === "json" ? JSON.stringify(event) : message);
  }
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

/** What keeps a remote from answering at all, or from answering whoever asks. */
async function troubleOf(
  remote: Remote,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [anything, limit] = [digestOf("anything"), longestRecord];
  try {
    await remote.read("ac", anything, { limit, signal });
  } catch (error) {
    return signal.aborted ? undefined : reasonOf(error as Error);
  }
}

/**
 * What `NO_PROXY` says, as Deno reads it: hosts without a port, and with commas
 * between them. Elsewhere blanks will do, a port, and `*` for all.
 */
export function withoutProxy(
  hosts: string,
  { host, hostname }: Pick<URL, "host" | "hostname">,
): string {
  return hosts.split(/[\s,]+/)
    .map((name) => name === "*" || name === host ? hostname : name).join();
}

/** Ends the dealings with a remote, and tells what came of them. */
export async function closeRemote(
  exchange: Exchange | undefined,
  { log, write }: Pick<Options, "log"> & { write: Write },
): Promise<void> {
  if (!exchange) return;
  const { hits, uploads, errors, notes, line } = await exchange.finish();
  if (log === "json") {
    write(JSON.stringify({ type: "remote", hits, uploads, errors, notes }));
  } else for (const sentence of [...notes, line]) write(sentence);
}
