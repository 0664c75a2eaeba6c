import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { pathsIn } from "../../../../pipeline/engine/files/folders.ts";
import { storeParts } from "../../../../pipeline/engine/store/inventory.ts";
import { Store } from "../../../../pipeline/engine/store/store.ts";
import { commandLine } from "../../../support/command_line.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const preimage = '{"a":1}';
const key = digestOf(preimage);
const circumstances = {
  node: "train/x",
  seconds: 1.5,
  finished: "2020-01-01T00:00:00.000Z",
  machine: { os: "linux", arch: "x86_64", cores: 2 },
  versions: { deno: "2" },
  commit: null,
};

const outputs = ["b", "a"];

async function publish(store: Store, files: Record<string, string>) {
  const folder = store.makeWorkFolder();
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  return await store.publish(folder, { key, preimage, outputs, circumstances });
}

Deno.test("Store finds what was published, and by whom", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    assertEquals(await store.lookUp(key, outputs), {
      found: false,
      reason: "no record",
    });
    const record = await publish(store, { a: "one", b: "two" });
    assertEquals(record.outputs.a, { digest: digestOf("one"), bytes: 3 });
    assertEquals(await store.lookUp(key, outputs), { found: true, record });
    assertEquals(await store.records.preimage(key), preimage);
    const blob = store.blobs.path(digestOf("one"));
    assertEquals(await Deno.readTextFile(blob), "one");
    assertEquals((await Deno.stat(blob)).mode! & 0o777, 0o444);
    assertEquals(await store.records.all(), [record]);
  });
});

Deno.test("Store publishes nothing if an output is missing or undeclared", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    await assertRejects(
      () => publish(store, { a: "one", c: "three" }),
      RangeError,
      "Cannot publish train/x: it did not write b, it wrote c, undeclared",
    );
    assertEquals((await store.lookUp(key, outputs)).found, false);
    assertEquals(await store.blobs.check(digestOf("one")), "missing");
  });
});

Deno.test("Store takes a record without its blobs, or a torn one, for a miss", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    await publish(store, { a: "one", b: "two" });
    await store.blobs.discard(digestOf("two"));
    assertEquals(await store.lookUp(key, outputs), {
      found: false,
      reason: "b is missing",
    });
    await publish(store, { a: "one", b: "two" });
    assert((await store.lookUp(key, outputs)).found);

    const path = `${store.root}/ac/${key.slice(0, 2)}/${key}.json`;
    for (const torn of ["", '{"schema":1,', '{"schema":1}', "null"]) {
      await Deno.writeTextFile(path, torn);
      assertEquals((await store.lookUp(key, outputs)).found, false, torn);
      assertEquals(await store.records.all(), []);
    }
  });
});

Deno.test("Blobs tell damaged bytes from whole ones, even of the same size", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    await publish(store, { a: "one", b: "two" });
    const digest = digestOf("one");
    assertEquals(await store.blobs.check(digest), "whole");
    await Deno.chmod(store.blobs.path(digest), 0o644);
    await Deno.writeTextFile(store.blobs.path(digest), "0ne");
    assertEquals(await store.blobs.check(digest), "damaged");
    await store.blobs.discard(digest);
    assertEquals(await store.blobs.check(digest), "missing");
  });
});

Deno.test("Store.openThere() makes no store", async () => {
  await inTemporaryFolder(async (folder) => {
    const path = `${folder}/tpyo`;
    const open = () => Store.openThere(path);
    await assertRejects(open, CliError, "there is none");
    await Store.open(path);
    assertEquals((await open()).root, `${await Deno.realPath(path)}/v1`);
  });
});

Deno.test("Store.open() says in one sentence that a folder cannot be written", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = `${folder}/file`;
    await Deno.writeTextFile(file, "");
    const error = await assertRejects(
      () => Store.open(file),
      CliError,
      `Cannot open the store in ${file}: a file is where a folder should be; name a folder`,
    );
    assertEquals((error as CliError).exitCode, 1);
  });
});

Deno.test("Store.open() sweeps away what a run killed days ago has left, and nothing younger", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const [old, young] = [
      store.makeWorkFolder(),
      store.makeWorkFolder(),
    ];
    await Deno.writeTextFile(`${old}/out`, "");
    const notOurs = `${store.root}/tmp/of another program`;
    await Deno.mkdir(notOurs);
    const daysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    for (const path of [old, notOurs]) await Deno.utime(path, daysAgo, daysAgo);
    await Store.open(folder);
    assertEquals(
      pathsIn(`${store.root}/tmp`).sort(),
      [notOurs, young].sort(),
    );
  });
});

Deno.test("Store.open() leaves to a run that goes on for days what it is writing", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = await Store.open(folder);
    const work = store.makeWorkFolder();
    const day = 24 * 60 * 60 * 1000;
    const began = Date.now() - 3 * day;
    Deno.utimeSync(work, new Date(began + day), new Date(began + day));
    const lease = { host: "elsewhere", pid: 1, token: "x", since: began };
    const path = `${store.root}/lease/${key}`;
    await Deno.writeTextFile(path, JSON.stringify(lease));
    await Store.open(folder);
    assertEquals(pathsIn(`${store.root}/tmp`), [work]);
    await Deno.remove(path);
    await Store.open(folder);
    assertEquals(pathsIn(`${store.root}/tmp`), []);
  });
});

Deno.test("Store.open() refuses a folder in which Deno lets no node write", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/v1`);
    await Deno.symlink("/dev/fd", `${folder}/v1/tmp`);
    await assertRejects(
      () => Store.open(folder),
      CliError,
      "Deno lets no node write in ",
    );
  });
});

Deno.test("a command refuses a store of which any part is where Deno does not let it write, before anything runs", async () => {
  await inTemporaryFolder(async (folder) => {
    for (const part of storeParts) {
      const store = `${folder}/${part}`;
      await Deno.mkdir(`${store}/v1`, { recursive: true });
      await Deno.symlink("/dev/fd", `${store}/v1/${part}`);
      const { code, stdout, stderr } = await commandLine(
        ...["train", "linear-regression/BP", "--profile=smoke"],
        `--store=${store}`,
      );
      assertEquals([code, stdout], [1, ""], part + stderr);
      assertMatch(
        stderr,
        /^error: Cannot open the store in .*: Deno lets no (node write in|program use that place).*\n$/,
      );
    }
  });
});

Deno.test("Store.open() refuses a link that leads nowhere, and makes nothing", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.symlink(`${folder}/absent/disk`, `${folder}/store`);
    await assertRejects(
      () => Store.open(`${folder}/store`),
      CliError,
      `Cannot open the store in ${folder}/store: a file, or a link that leads nowhere, is in its place;`,
    );
    assertEquals(pathsIn(folder), [`${folder}/store`]);
  });
});
