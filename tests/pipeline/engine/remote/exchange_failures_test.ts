import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { nodeOf } from "../node_of.ts";
import { rig, type Work } from "../run/rig.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { deadAddress, withCacheServer, withRawServer } from "./cache_server.ts";
import {
  built,
  dealing,
  four,
  names,
  recordOf,
  runAnew,
  withFilledServer,
} from "./exchange_rig.ts";

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
    const reasons = Object.groupBy(
      tally!.ungiven.values(),
      (what) => what.replace(/ \(.*/, ""),
    );
    assertEquals(reasons["could not be reached"]?.length, 3);
    const rest = reasons["was given nothing more after 3 errors in a row"];
    assertEquals(rest?.length, 17);
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
        "remote answered 507 Insufficient Storage for b and 2 more",
        "remote was given nothing more after 3 errors in a row",
      ]);
      const what = "answered 507 Insufficient Storage";
      assertEquals([...tally!.ungiven], [["b", what], ["c", what], [
        "d",
        what,
      ]]);
    });
  });
});

Deno.test("an upload that does not end is waited for, but not for long, and no node waits for it", async () => {
  await withCacheServer(async (server) => {
    server.twist = ({ method }) =>
      method === "PUT" ? new Promise(() => {}) : undefined;
    const remote = dealing(server.url, { write: true, finishMs: 50 });
    const { told, tally } = await runAnew(remote);
    assertEquals(told, built);
    assertEquals(tally!.line, "remote: 0 hits, 0 uploads, 4 errors");
    const what = "had not taken all within 0.05 s of the end";
    assertEquals(tally!.notes, [`remote ${what} for a and 3 more`]);
    assertEquals([...tally!.ungiven], names.map((name) => [name, what]));
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

Deno.test("a remote that answers 403 for what it lacks is asked on, and gives what it has", async () => {
  await withFilledServer(async (server, made) => {
    const forbidden = () => new Response(null, { status: 403 });
    const { key } = recordOf(made, "d");
    server.twist = (_, path) =>
      server.entries.has(path) ? undefined : forbidden();
    server.entries.keys().filter((path) =>
      path.startsWith("/ac/") && !path.endsWith(key)
    )
      .toArray().forEach((path) => server.entries.delete(path));
    const some = await runAnew(dealing(server.url));
    assertEquals(some.told, [...built.slice(0, -2), "d fetched"]);
    assertEquals(some.tally!.line, "remote: 1 hits, 0 uploads, 0 errors");
    assertEquals(some.tally!.notes, []);

    // it may be empty, and it may not
    server.twist = forbidden;
    const none = await runAnew(dealing(server.url));
    assertEquals(none.told, built);
    assertEquals(none.tally!.line, "remote: 0 hits, 0 uploads, 0 errors");
    assertEquals(none.tally!.notes, [
      "remote answered 403 to all it was asked for, as if it had none of it: if it should have, it may want another user and password",
    ]);
  });
});

Deno.test("a remote that answers 403 for what it lacks takes what it is given", async () => {
  await withCacheServer(async (server) => {
    server.twist = ({ method }, path) =>
      method === "PUT" || server.entries.has(path)
        ? undefined
        : new Response(null, { status: 403 });
    const { tally } = await runAnew(dealing(server.url, { write: true }));
    assertEquals(tally!.line, "remote: 0 hits, 4 uploads, 0 errors");
    assertEquals(tally!.notes, []);
  });
});

for (const status of [409, 412]) {
  Deno.test(`the loser of a race to put something makes no error of ${status}`, async () => {
    await withFilledServer(async (server) => {
      // what others put there while it is asked for does not show at first
      const late = new Set<string>();
      server.twist = ({ method }, path) => {
        if (method === "PUT") return new Response(null, { status });
        if (late.has(path)) return undefined;
        late.add(path);
        return new Response(null, { status: 404 });
      };
      const remote = dealing(server.url, { write: true });
      const { tally } = await inTemporaryFolder((folder) =>
        rig(folder)(four(), { remote, force: new Set(names) })
      );
      assertEquals(tally!.notes, []);
      assertEquals(tally!.ungiven.size, 0);
      assertEquals(tally!.line, "remote: 0 hits, 0 uploads, 0 errors");
    });
  });
}

Deno.test("the loser of a race to put something is told of another result", async () => {
  await withFilledServer(async (server) => {
    const late = new Set<string>();
    server.twist = ({ method }, path) => {
      if (method === "PUT" && path.startsWith("/ac/")) {
        return new Response(null, { status: 412 });
      }
      if (method !== "GET" || late.has(path)) return undefined;
      late.add(path);
      return new Response(null, { status: 404 });
    };
    const work: Work = ({ node, outputs }) =>
      Deno.writeTextFile(`${outputs}/out`, `${node.name} otherwise`);
    const remote = dealing(server.url, { write: true });
    const { tally } = await inTemporaryFolder((folder) =>
      rig(folder, work)([nodeOf("a", { settings: { a: 1 } })], {
        remote,
        force: new Set(["a"]),
      })
    );
    assertEquals(tally!.notes, ["remote has other digests for a"]);
  });
});

Deno.test("a remote that answers 409 to all it is given takes nothing", async () => {
  await withCacheServer(async (server) => {
    server.twist = ({ method }) =>
      method === "PUT" ? new Response(null, { status: 409 }) : undefined;
    const { tally } = await runAnew(dealing(server.url, { write: true }));
    assertEquals(tally!.line, "remote: 0 hits, 0 uploads, 3 errors");
    assertStringIncludes(tally!.notes[0], "remote answered 409 Conflict for");
  });
});
