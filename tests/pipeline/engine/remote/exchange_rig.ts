/** Machines that run a chain of nodes against a remote, and what is told of it. */
import { assertEquals } from "@std/assert";
import {
  Exchange,
  type ExchangeOptions,
} from "../../../../pipeline/engine/remote/exchange.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { Remote } from "../../../../pipeline/engine/remote/remote.ts";
import { nodeOf } from "../node_of.ts";
import { chain, rig, type Work } from "../run/rig.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { type CacheServer, withCacheServer } from "./cache_server.ts";

/** Longer by one than the errors after which a remote is left alone. */
export const four = (
  eta?: number,
) => [...chain(eta), nodeOf("d", { needs: ["c"] })];
export const names = ["a", "b", "c", "d"];
export const built = names.flatMap((name) => [
  `${name} started: never built`,
  `${name} ran`,
]);
export const fetched = names.map((name) => `${name} fetched`);

/** Only for what is silent anyhow: a busy machine may be so for a moment, too. */
export const brief = 100;

/** Dealings with a remote that is trusted and only read, unless told otherwise. */
export function dealing(
  url: URL,
  { silenceMs, ...options }:
    & Partial<ExchangeOptions>
    & { silenceMs?: number } = {},
) {
  return (store: ConstructorParameters<typeof Exchange>[1]) =>
    new Exchange(new Remote(url, silenceMs), store, {
      trusts: () => true,
      distrust: "is not trusted",
      write: false,
      signal: new AbortController().signal,
      ...options,
    });
}

export type Run = Awaited<ReturnType<ReturnType<typeof rig>>>;

/** The record of a node that did not fail. */
export function recordOf({ results }: Run, name: string): NodeRecord {
  const result = results.get(name)!;
  if (!("record" in result)) throw new Error(result.message);
  return result.record;
}

/** What came of each node, by digest. */
export function digestsOf(run: Run): string[] {
  return [...run.results.keys()].map((name) =>
    `${name} ${recordOf(run, name).outputs.out.digest}`
  );
}

/** A server that a machine has filled by running the chain. */
export async function withFilledServer(
  work: (server: CacheServer, made: Run) => Promise<void>,
): Promise<void> {
  await withCacheServer(async (server) => {
    await inTemporaryFolder(async (folder) => {
      const remote = dealing(server.url, { write: true });
      const made = await rig(folder)(four(), { remote });
      assertEquals(made.told, built);
      assertEquals(made.tally!.line, "remote: 0 hits, 4 uploads, 0 errors");
      assertEquals(made.tally!.notes, []);
      server.asked.length = 0;
      await work(server, made);
    });
  });
}

/** The chain in an empty store, with a remote. */
export async function runAnew(
  remote: ReturnType<typeof dealing>,
  work?: Work,
): Promise<Run> {
  return await inTemporaryFolder(async (folder) => {
    const run = await rig(folder, work)(four(), { remote });
    assertEquals([...Deno.readDirSync(`${run.store.root}/tmp`)], []);
    return run;
  });
}
