import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  reasonOf,
  Remote,
  RemoteError,
} from "../../../../pipeline/engine/remote/remote.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { rig } from "../run/rig.ts";
import { built, dealing, fetched, four, runAnew } from "./exchange_rig.ts";

const name = digestOf("x");
const { signal } = new AbortController();
const limit = 1_000_000;

Deno.test("a folder is a remote: what one machine has made, another takes", async () => {
  await inTemporaryFolder(async (folder) => {
    const url = pathToFileURL(`${folder}/a #?% remote/`);
    await Deno.mkdir(url);
    const [made, taken] = await inTemporaryFolder(async (own) => [
      await rig(own)(four(), { remote: dealing(url, { write: true }) }),
      await runAnew(dealing(url)),
    ]);
    assertEquals(made.told, built);
    assertEquals(made.tally!.line, "remote: 0 hits, 4 uploads, 0 errors");
    assertEquals(taken.told, fetched);
    assertEquals(taken.tally!.line, "remote: 4 hits, 0 uploads, 0 errors");
  });
});

Deno.test("Remote reads back what it put in a folder, and writes over no record", async () => {
  await inTemporaryFolder(async (folder) => {
    const remote = new Remote(pathToFileURL(folder));
    const put = async (path: string, text: string) => {
      const body = new TextEncoder().encode(text);
      return await remote.put(path, { body, signal });
    };
    const read = (path: string) => remote.read(path, { limit, signal });
    assertEquals(await remote.has(`ac/${name}`, signal), false);
    assertEquals(await read(`ac/${name}`), undefined);
    await put(`ac/${name}`, "first");
    const putAgain = () => put(`ac/${name}`, "second");
    const { status } = await assertRejects(putAgain, RemoteError);
    assertEquals(status, 412);
    assertEquals(await remote.has(`ac/${name}`, signal), true);
    assertEquals(await read(`ac/${name}`), "first");
    await put(`cas/${name}`, "x".repeat(limit));
    assertEquals((await read(`cas/${name}`))!.length, limit);
    await assertRejects(
      () => remote.read(`cas/${name}`, { limit: limit - 1, signal }),
      Error,
      "sent more than it may",
    );
  });
});

Deno.test("Remote says of a folder that is not there, or cannot be read, why", async () => {
  await inTemporaryFolder(async (folder) => {
    const why = async (path: string, to: string) => {
      const remote = new Remote(pathToFileURL(`${folder}/${to}`));
      const reading = remote.read(path, { limit, signal });
      return reasonOf(await assertRejects(() => reading, Error));
    };
    assertEquals(
      await why(`ac/${name}`, "none"),
      "could not be used (there is no such folder; make it, or name another)",
    );
    await Deno.writeTextFile(`${folder}/file`, "");
    assertEquals(
      await why(`ac/${name}`, "file"),
      "could not be used (it is a file; unpack it first)",
    );
    await Deno.mkdir(`${folder}/ac/${name}`, { recursive: true });
    assertMatch(
      await why(`ac/${name}`, ""),
      /^could not be used \(.*folder\)$/,
    );
  });
});
