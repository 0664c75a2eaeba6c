import { assert, assertEquals, assertMatch } from "@std/assert";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import {
  Exchange,
  type ExchangeOptions,
} from "../../../pipeline/store/exchange.ts";
import type { NodeRecord } from "../../../pipeline/store/records.ts";
import { type Patience, Remote } from "../../../pipeline/store/remote.ts";
import { nodeOf } from "../engine/node_of.ts";
import { chain, join, rig, type Work } from "../engine/rig.ts";
import { inTemporaryFolder } from "../temporary_folder.ts";
import {
  type CacheServer,
  deadAddress,
  withCacheServer,
  withRawServer,
} from "./cache_server.ts";

/** Longer by one than the errors after which a remote is left alone. */
const four = (eta?: number) => [...chain(eta), nodeOf("d", { needs: ["c"] })];
const names = ["a", "b", "c", "d"];
const built = names.flatMap((name) => [
  `${name} started: never built`,
  `${name} ran`,
]);
const fetched = names.map((name) => `${name} fetched`);

/** Only for what is silent anyhow: a busy machine may be so for a moment, too. */
const brief: Patience = { silence: 100, pace: 1e6 };

/** Dealings with a remote that is trusted and only read, unless told otherwise. */
function dealing(
  url: URL,
  { patience, ...options }:
    & Partial<ExchangeOptions>
    & { patience?: Patience } = {},
) {
  return (store: ConstructorParameters<typeof Exchange>[1]) =>
    new Exchange(new Remote(url, patience), store, {
      trusts: () => true,
      distrust: "is not trusted",
      write: false,
      signal: new AbortController().signal,
      ...options,
    });
}

type Run = Awaited<ReturnType<ReturnType<typeof rig>>>;

/** The record of a node that did not fail. */
function recordOf({ results }: Run, name: string): NodeRecord {
  const result = results.get(name)!;
  if (!("record" in result)) throw new Error(result.message);
  return result.record;
}

/** What came of each node, by digest. */
function digestsOf(run: Run): string[] {
  return [...run.results.keys()].map((name) =>
    `${name} ${recordOf(run, name).outputs.out.digest}`
  );
}

/** A server that a machine has filled by running the chain. */
async function withFilledServer(
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
async function runAnew(
  remote: ReturnType<typeof dealing>,
  work?: Work,
): Promise<Run> {
  return await inTemporaryFolder(async (folder) => {
    const run = await rig(folder, work)(four(), { remote });
    assertEquals([...Deno.readDirSync(`${run.store.root}/tmp`)], []);
    return run;
  });
}

Deno.test("a second machine takes everything over, and then needs no remote", async () => {
  await withFilledServer(async ({ url, asked }, made) => {
    await inTemporaryFolder(async (folder) => {
      const run = rig(folder);
      const taken = await run(four(), { remote: dealing(url) });
      assertEquals(taken.told, fetched);
      assertEquals(taken.tally!.line, "remote: 4 hits, 0 uploads, 0 errors");
      assertEquals(digestsOf(taken), digestsOf(made));
      for (const name of taken.results.keys()) {
        const record = recordOf(taken, name);
        const preimage = await taken.store.records.preimage(record.key);
        assertEquals(digestOf(preimage!), record.key);
        assertEquals(await taken.store.records.read(record.key), record);
        assertEquals(recordOf(made, name), record);
      }
      asked.length = 0;
      const again = await run(four(), { remote: dealing(url) });
      assertEquals(asked, []);
      assertEquals(again.tally!.line, "remote: 0 hits, 0 uploads, 0 errors");
      assertEquals(again.told.at(-1), "d fresh");
    });
  });
});

Deno.test("what is the same for several nodes is fetched once, and what is there already not at all", async () => {
  const same: Work = ({ outputs }) => Deno.writeTextFile(`${outputs}/out`, "1");
  const nodes = ["a", "b", "c"].map((name) =>
    nodeOf(name, { settings: { name } })
  );
  await withCacheServer(async ({ url, asked }) => {
    await inTemporaryFolder(async (folder) => {
      await rig(folder, same)(nodes, { remote: dealing(url, { write: true }) });
    });
    asked.length = 0;
    await inTemporaryFolder(async (folder) => {
      const run = rig(folder, same);
      const { store, tally } = await run(nodes, { remote: dealing(url) });
      assertEquals(tally!.line, "remote: 3 hits, 0 uploads, 0 errors");
      const blobs = () => asked.filter((line) => line.includes("/cas/"));
      assertEquals(blobs(), [`GET /cas/${digestOf("1")}`]);

      await Deno.remove(`${store.root}/ac`, { recursive: true });
      const again = await run(nodes, { remote: dealing(url) });
      assertEquals(again.tally!.line, "remote: 3 hits, 0 uploads, 0 errors");
      assertEquals(blobs().length, 1);
    });
  });
});

Deno.test("an upload asks first, sends what is lacking, preimage too, and the record last", async () => {
  await withFilledServer(async ({ url, asked, entries }, made) => {
    const { key, outputs: { out: { digest } } } = recordOf(made, "a");
    entries.delete(`/ac/${key}`);
    entries.delete(`/cas/${key}`);
    // the others are asked for and found
    const { tally } = await runAnew(
      dealing(url, { write: true, trusts: () => false }),
    );
    assertEquals(tally!.line, "remote: 0 hits, 1 uploads, 0 errors");
    assertEquals(
      asked.filter((line) => line.includes(key) || line.includes(digest)),
      [
        `GET /ac/${key}`, // before it ran
        `GET /ac/${key}`,
        `HEAD /cas/${digest}`,
        `HEAD /cas/${key}`,
        `PUT /cas/${key}`,
        `PUT /ac/${key}`,
      ],
    );
    assertEquals(asked.filter((line) => line.startsWith("PUT")).length, 2);
    assertEquals(digestOf(entries.get(`/cas/${key}`)!), key);
  });
});

Deno.test("a remote is given nothing unless that is asked for", async () => {
  await withCacheServer(async ({ url, asked, entries }) => {
    const { told, tally } = await runAnew(dealing(url));
    assertEquals(told, built);
    assertEquals(tally!.line, "remote: 0 hits, 0 uploads, 0 errors");
    assert(asked.every((line) => line.startsWith("GET /ac/")), asked.join());
    assertEquals(entries.size, 0);
  });
});

Deno.test("a record that is not trusted is told of, and not used", async () => {
  await withFilledServer(async ({ url }) => {
    const trusts = ({ node }: NodeRecord) => node === "a";
    const { told, tally } = await runAnew(dealing(url, { trusts }));
    assertEquals(told, ["a fetched", ...built.slice(2)]);
    assertEquals(tally!.line, "remote: 1 hits, 0 uploads, 0 errors");
    assertEquals(tally!.notes, ["remote is not trusted for b and 2 more"]);
  });
});

Deno.test("another result of the same key is a finding, and nobody's record is written over", async () => {
  const otherwise: Work = async (execution) => {
    await join(execution);
    if (execution.node.name !== "d") return;
    await Deno.writeTextFile(`${execution.outputs}/out`, "otherwise");
  };
  await withFilledServer(async ({ url, asked }) => {
    for (const write of [false, true]) {
      const remote = dealing(url, { trusts: () => false, write });
      const { told, tally } = await runAnew(remote, otherwise);
      assertEquals(told, built);
      assertEquals(tally!.line, "remote: 0 hits, 0 uploads, 1 errors");
      assert(tally!.notes.includes("remote has other digests for d"));
    }
    assertEquals(asked.filter((line) => line.startsWith("PUT")), []);
  });
});

Deno.test("nodes that do the same work share what a remote has, and are given to it once", async () => {
  const settings = { same: true };
  const nodes = ["a", "b"].map((name) => nodeOf(name, { settings }));
  await withCacheServer(async ({ url, asked }) => {
    await inTemporaryFolder(async (folder) => {
      const remote = dealing(url, { write: true });
      // side by side, each finds that it has to run
      const { tally } = await rig(folder)(nodes, { remote });
      assertEquals(tally!.line, "remote: 0 hits, 1 uploads, 0 errors");
      const records = asked.filter((line) => line.startsWith("PUT /ac/"));
      assertEquals(records.length, 1);
    });
    await inTemporaryFolder(async (folder) => {
      const { tally } = await rig(folder)(nodes, { remote: dealing(url) });
      assertEquals(tally!.line, "remote: 2 hits, 0 uploads, 0 errors");
    });
  });
});

Deno.test("what is forced is not asked for, but compared and offered", async () => {
  await withFilledServer(async ({ url, asked }) => {
    await inTemporaryFolder(async (folder) => {
      const remote = dealing(url, { write: true });
      const options = { remote, force: new Set(["a"]) };
      const { told, tally } = await rig(folder)(four(), options);
      assertEquals(told.slice(0, 2), ["a started: never built", "a ran"]);
      assertEquals(tally!.line, "remote: 3 hits, 0 uploads, 0 errors");
      assertEquals(asked.filter((line) => line.startsWith("PUT")), []);
    });
  });
});

Deno.test("a missing or damaged blob is fetched in place of running its node", async () => {
  await withFilledServer(async ({ url }) => {
    await inTemporaryFolder(async (folder) => {
      const run = rig(folder);
      const made = await run(four());
      const blobOf = (name: string) =>
        made.store.blobs.path(recordOf(made, name).outputs.out.digest);
      await Deno.remove(blobOf("d"));
      const missing = await run(four(), { remote: dealing(url) });
      assertEquals(missing.told, [
        "a fresh",
        "b fresh",
        "c fresh",
        "d fetched",
      ]);

      const good = await Deno.readTextFile(blobOf("a"));
      await Deno.chmod(blobOf("a"), 0o644);
      await Deno.writeTextFile(blobOf("a"), good.replace("1", "7"));
      const damaged = await run(four(2), { remote: dealing(url) });
      assertEquals(damaged.told.slice(0, 4), [
        "a fresh",
        "damaged: out of a is damaged",
        "b started: settings.eta 1 → 2",
        "b ran",
      ]);
      assertEquals(damaged.tally!.line, "remote: 1 hits, 0 uploads, 0 errors");
      assertEquals(await Deno.readTextFile(blobOf("a")), good);
    });
  });
});

/** How a server may lie about what it holds, and what is then told. */
const lies: [string, Lie][] = [
  ["sends wrong bytes", {
    of: "/cas/",
    answer: (entry) => new Response(entry.map((byte) => byte ^ 1)),
    told: "remote sent wrong bytes for a and 2 more",
  }],
  ["sends less than a whole blob", {
    of: "/cas/",
    answer: (entry) => new Response(entry.slice(1)),
    told: "remote sent less than it said for a and 2 more",
  }],
  ["sends more than a whole blob", {
    of: "/cas/",
    answer: (entry) => new Response(new Uint8Array([...entry, 0])),
    told: "remote sent more than it may for a and 2 more",
  }],
  ["stops in the middle of a blob", {
    of: "/cas/",
    answer: (entry) => new Response(beginningOf(entry)),
    patience: brief,
    told: "remote was silent for 0.1 s for a and 2 more",
  }],
  ["fails", {
    of: "/",
    answer: () => new Response("oh", { status: 500 }),
    told: "remote answered 500 for a and 2 more",
  }],
  ["redirects in circles", {
    of: "/",
    answer: (_, request) => Response.redirect(request.url),
    told: "remote answered 302 (a redirect) for a and 2 more",
  }],
  ["never answers", {
    of: "/",
    answer: () => new Promise(() => {}),
    patience: brief,
    told: "remote was silent for 0.1 s for a and 2 more",
  }],
  ["sends what is no record", {
    of: "/ac/",
    answer: () => new Response("<html>"),
    told: "remote sent an unreadable record for a and 2 more",
  }],
  ["sends an endless record", {
    of: "/ac/",
    answer: () => new Response("[".repeat(200_000)),
    told: "remote sent more than it may for a and 2 more",
  }],
  ["sends the record of another key", {
    of: "/ac/",
    answer: ofAnotherKey,
    told: "remote sent another key's record for a and 2 more",
  }],
];

interface Lie {
  /** where its answers are false: the beginning of a path */
  of: string;
  answer(
    entry: Uint8Array<ArrayBuffer>,
    request: Request,
  ): Response | Promise<Response>;
  told: string;
  /** of the client; as usual unless the lie is to say nothing */
  patience?: Patience;
}

function ofAnotherKey(entry: Uint8Array<ArrayBuffer>): Response {
  const record: NodeRecord = JSON.parse(new TextDecoder().decode(entry));
  return Response.json({ ...record, key: digestOf("another") });
}

function beginningOf(entry: Uint8Array<ArrayBuffer>) {
  return new ReadableStream({
    start: (controller) => controller.enqueue(entry.slice(0, 2)),
    pull: () => new Promise(() => {}),
  });
}

for (const [what, { of, answer, told, patience }] of lies) {
  Deno.test(`a remote that ${what} changes nothing of a run, and is soon left alone`, async () => {
    await withFilledServer(async (server, made) => {
      server.twist = (request, path) =>
        path.startsWith(of)
          ? answer(server.entries.get(path)!, request)
          : undefined;
      const run = await runAnew(dealing(server.url, { patience }));
      assertEquals(run.told, built);
      assertEquals(digestsOf(run), digestsOf(made));
      assertEquals(run.tally!.line, "remote: 0 hits, 0 uploads, 3 errors");
      assertEquals(run.tally!.notes, [
        told,
        "remote was asked for nothing more after 3 errors in a row",
      ]);
    });
  });
}

Deno.test("a remote that is down is left alone after three errors, however many nodes ask at once", async () => {
  const nodes = Array.from(
    { length: 20 },
    (_, i) => nodeOf(`n${i}`, { settings: { i } }),
  );
  await inTemporaryFolder(async (folder) => {
    const remote = dealing(deadAddress(), { write: true });
    const { tally, results } = await rig(folder)(nodes, { remote });
    assert([...results.values()].every(({ status }) => status === "ran"));
    // three times of what it was asked for, three times of what it was offered
    assertEquals(tally!.line, "remote: 0 hits, 0 uploads, 6 errors");
    assertMatch(
      tally!.notes[0],
      /^remote could not be reached \(.*refused.*\) for n\d+ and \d more$/,
    );
    assertEquals(tally!.notes.slice(1), [
      "remote was asked for nothing more after 3 errors in a row",
      "remote was given nothing more after 3 errors in a row",
    ]);
  });
});

Deno.test("a remote that hangs up in the middle of an answer changes nothing of a run", async () => {
  const cut = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{";
  await withRawServer(cut, async (url) => {
    const { told, tally } = await runAnew(dealing(url));
    assertEquals(told, built);
    assertEquals(tally!.errors, 3);
  });
});

Deno.test("a remote without anything, or without the blobs of its records, is no error", async () => {
  await withFilledServer(async (server) => {
    const gone = new Response(null, { status: 404 });
    server.twist = (_, path) =>
      path.startsWith("/cas/") ? gone.clone() : undefined;
    const without = await runAnew(dealing(server.url));
    assertEquals(without.told, built);
    assertEquals(without.tally!.errors, 0);
    assertEquals(without.tally!.notes, [
      "remote has a record without its blobs for a and 3 more",
    ]);
    server.twist = () => gone.clone();
    const empty = await runAnew(dealing(server.url));
    assertEquals(empty.told, built);
    assertEquals(empty.tally!.errors, 0);
    assertEquals(empty.tally!.notes, []);
  });
});

Deno.test("a remote that is full still gives what it has", async () => {
  await withFilledServer(async (server) => {
    server.twist = ({ method }) =>
      method === "PUT" ? new Response(null, { status: 507 }) : undefined;
    await inTemporaryFolder(async (folder) => {
      const run = rig(folder);
      const remote = dealing(server.url, { write: true });
      const { tally } = await run(four(2), { remote, jobs: 1 });
      // a is there; b, c and d are other ones and find no room
      assertEquals(tally!.line, "remote: 1 hits, 0 uploads, 3 errors");
      assertEquals(tally!.notes, [
        "remote answered 507 for b and 2 more",
        "remote was given nothing more after 3 errors in a row",
      ]);
    });
  });
});

Deno.test("an upload that does not end is waited for, but not for long, and no node waits for it", async () => {
  await withCacheServer(async (server) => {
    server.twist = ({ method }) =>
      method === "PUT" ? new Promise(() => {}) : undefined;
    const remote = dealing(server.url, { write: true, linger: 50 });
    const { told, tally } = await runAnew(remote);
    assertEquals(told, built);
    assertEquals(tally!.line, "remote: 0 hits, 0 uploads, 4 errors");
    assertEquals(tally!.notes, [
      "remote had not taken all within 0.05 s of the end for a and 3 more",
    ]);
  });
});

Deno.test("a run that is stopped waits for no upload", async () => {
  await withCacheServer(async (server) => {
    const stop = new AbortController();
    server.twist = ({ method }) => {
      if (method !== "PUT") return undefined;
      stop.abort();
      return new Promise(() => {});
    };
    const { signal } = stop;
    const remote = dealing(server.url, { write: true, signal });
    const { tally } = await runAnew(remote);
    assertEquals(tally!.line, "remote: 0 hits, 0 uploads, 0 errors");
  });
});

Deno.test("a blob that is damaged here is not given to a remote", async () => {
  await withCacheServer(async (server) => {
    await inTemporaryFolder(async (folder) => {
      const run = rig(folder);
      // damage what was made just before it is read to be sent
      server.twist = async ({ method }, path) => {
        if (method !== "HEAD") return undefined;
        const digest = path.slice("/cas/".length);
        const file = `${folder}/v1/cas/${digest.slice(0, 2)}/${digest}`;
        await Deno.chmod(file, 0o644);
        await Deno.writeTextFile(file, "damage");
        return undefined;
      };
      const remote = dealing(server.url, { write: true });
      const { tally } = await run([nodeOf("a")], { remote });
      assertEquals(tally!.notes, [
        "remote was not given what is damaged here for a",
      ]);
      assertEquals(server.entries.size, 0);
    });
  });
});

Deno.test("data sets come from their own source, and are not given away", async () => {
  await withCacheServer(async ({ url, asked }) => {
    await inTemporaryFolder(async (folder) => {
      const nodes = [nodeOf("fetch/a", { stage: "fetch" })];
      const remote = dealing(url, { write: true });
      const { told } = await rig(folder)(nodes, { remote });
      assertEquals(told.at(-1), "fetch/a ran");
      assertEquals(asked, []);
    });
  });
});
