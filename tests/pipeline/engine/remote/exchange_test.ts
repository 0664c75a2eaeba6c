import { assert, assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { nodeOf } from "../node_of.ts";
import { join, rig, type Work } from "../run/rig.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { withCacheServer } from "./cache_server.ts";
import {
  built,
  dealing,
  digestsOf,
  fetched,
  four,
  recordOf,
  runAnew,
  withFilledServer,
} from "./exchange_rig.ts";

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
      const { tally } = await rig(folder)(nodes, { remote });
      assertEquals(tally!.line, "remote: 0 hits, 1 uploads, 0 errors");
      const records = asked.filter((line) => line.startsWith("PUT /ac/"));
      assertEquals(records.length, 1);
    });
    await inTemporaryFolder(async (folder) => {
      const { tally } = await rig(folder)(nodes, { remote: dealing(url) });
      assertEquals(tally!.line, "remote: 1 hits, 0 uploads, 0 errors");
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
      const nodes = [nodeOf("measure/a", { resources: { source: "/data" } })];
      const remote = dealing(url, { write: true });
      const { told } = await rig(folder)(nodes, { remote });
      assertEquals(told.at(-1), "measure/a ran");
      assertEquals(asked, []);
    });
  });
});
