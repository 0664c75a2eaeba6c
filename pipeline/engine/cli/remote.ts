/** The remote that a command line names. */
import type { Project } from "../files/project.ts";
import { digestOf } from "../files/digest.ts";
import { isLocked, lockPath, readLock } from "../lock/lock.ts";
import type { Options } from "./options.ts";
import { Exchange } from "../remote/exchange.ts";
import { reasonOf, Remote } from "../remote/remote.ts";
import type { Store } from "../store/store.ts";

/** Milliseconds that a remote is waited for before the first node runs, in all. */
const firstWait = 3000;

/** Milliseconds of silence that one which was slow then has until it answers. */
const briefly = 1000;

/**
 * Prepares dealings with the remote that options name, and says at once if it
 * does not answer or refuses; `undefined` if they name none.
 */
export async function openRemote(
  { remote: url, remoteWrite, trustRemote, profile, log }: Options,
  { project, store, signal, write }: {
    project: Project;
    store: Store;
    signal: AbortSignal;
    write(line: string): void;
  },
): Promise<Exchange | undefined> {
  if (!url) return undefined;
  const hosts = Deno.env.get("NO_PROXY") ?? Deno.env.get("no_proxy");
  if (hosts) Deno.env.set("NO_PROXY", withoutProxy(hosts, url));
  const late = AbortSignal.timeout(firstWait);
  let isSlow = false;
  try {
    await new Remote(url).read(`ac/${digestOf("anything")}`, {
      signal: AbortSignal.any([signal, late]),
    });
  } catch (error) {
    isSlow = late.aborted;
    const reason = isSlow
      ? `gave no usable answer within ${firstWait / 1000} s`
      : reasonOf(error as Error);
    const message = `remote ${reason}; what it may have is made here`;
    const event = { type: "remote-trouble", message };
    if (!signal.aborted) {
      write(log === "json" ? JSON.stringify(event) : message);
    }
  }
  const lock = await readLock(project.folder, profile);
  const remote = new Remote(url, undefined, isSlow ? briefly : undefined);
  return new Exchange(remote, store, {
    trusts: (record) =>
      trustRemote || (lock !== undefined && isLocked(lock, record)),
    distrust: `is not trusted without --trust-remote, since ${
      lockPath(profile)
    } has other digests or none,`,
    write: remoteWrite,
    isDoubtful: isSlow,
    signal,
  });
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

/** Ends the dealings with a remote, and prints what they gave. @returns what it has not taken, and why */
export async function closeRemote(
  exchange: Exchange | undefined,
  { log, write }: Pick<Options, "log"> & { write(line: string): void },
): Promise<ReadonlyMap<string, string>> {
  if (!exchange) return new Map();
  const { line, ungiven, ...result } = await exchange.finish();
  if (log === "json") write(JSON.stringify({ type: "remote", ...result }));
  else for (const sentence of [...result.notes, line]) write(sentence);
  return ungiven;
}
