/** Runs of some nodes alone, where others see to what these need. */
import { assertEquals } from "@std/assert";
import type { Clock } from "../../../../pipeline/engine/run/clock.ts";
import { onLateDisk } from "../../../support/late_disk.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { dealing, recordOf } from "../remote/exchange_rig.ts";
import { withCacheServer } from "../remote/cache_server.ts";
import { nodeOf } from "../node_of.ts";
import { chain, rig } from "./rig.ts";

const seconds = 1000;

/** A clock that goes on while one sleeps, and what happens after so many seconds of it. */
function virtualClock(after: number, happens: () => unknown): Clock {
  let now = 0;
  let pending = true;
  return {
    now: () => now,
    async sleep(ms) {
      now += ms;
      if (!pending || now < after * seconds) return;
      pending = false;
      await happens();
    },
  };
}

const runs = new Set(["b"]);

/** How nodes ended, and why not. */
const endings = ({ results }: Awaited<ReturnType<ReturnType<typeof rig>>>) =>
  Object.fromEntries(
    [...results].map(([name, result]) => [
      name,
      "message" in result
        ? `${result.status}: ${result.message}`
        : result.status,
    ]),
  );

Deno.test("a node that may run waits for no other, and what it needs is not run", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const lacking = await run(chain(), { runs });
    assertEquals(lacking.told, ["b skipped: a has no result"]);
    assertEquals(endings(lacking), {
      a: "missing: a has no result",
      b: "missing: a has no result",
      c: "missing: a has no result",
    });
    await run(chain().slice(0, 1));
    const { told } = await run(chain(), { runs });
    assertEquals(told, ["a fresh", "b started: never built", "b ran"]);
    assertEquals((await run(chain(), { runs })).told, ["a fresh", "b fresh"]);
  });
});

Deno.test("an input is found although the disk remembers that it was not there", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const { store, results } = await run(chain().slice(0, 1));
    const done = results.get("a")!;
    if (!("record" in done)) throw new Error(done.message);
    const path = store.records.path("ac", done.record.key);
    await onLateDisk(path, async (appear) => {
      const clock = virtualClock(5, appear);
      const patience = 10 * seconds;
      const { told } = await run(chain(), { runs, clock, patience });
      assertEquals(told, ["a fresh", "b started: never built", "b ran"]);
    });
  });
});

Deno.test("a failure is no missing input, and takes along what needs it", async () => {
  await inTemporaryFolder(async (folder) => {
    const fail = () => Promise.reject(new Error("no luck"));
    const both = new Set(["a", "b"]);
    const ended = await rig(folder, fail)(chain(), { runs: both });
    assertEquals(endings(ended), {
      a: "failed: no luck",
      b: "skipped: a failed",
      c: "skipped: b skipped",
    });
  });
});

Deno.test("no node is made of a part of its inputs, though it could do with fewer", async () => {
  await inTemporaryFolder(async (folder) => {
    const [x, y] = ["x", "y"].map((name) =>
      nodeOf(name, { settings: { name } })
    );
    const b = nodeOf("b", { needs: ["x", "y"], partial: true });
    await rig(folder)([x]);
    const options = { runs, keepGoing: true, strict: true };
    const ended = await rig(folder)([x, y, b], options);
    assertEquals(ended.told, ["x fresh", "b skipped: y has no result"]);
  });
});

Deno.test("a record that comes late is waited for, as long as one is patient", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const awaited: string[] = [];
    const withPatience = (patience: number) =>
      run(chain(), {
        ...{ runs, patience: patience * seconds },
        onAwaited: (names) => void awaited.push(...names),
        clock: virtualClock(30, () => run(chain().slice(0, 1))),
      });
    const short = await withPatience(29);
    assertEquals(short.told, ["b skipped: a has no result"]);
    assertEquals(awaited, ["a"]);
    const { told } = await withPatience(31);
    assertEquals(told, ["a fresh", "b started: never built", "b ran"]);
    assertEquals(awaited, ["a", "a", "c"]);
  });
});

Deno.test("bytes that come later than their record are waited for", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const made = await run(chain().slice(0, 1));
    const blob = made.store.blobs.path(recordOf(made, "a").outputs.out.digest);
    Deno.renameSync(blob, `${folder}/late`);
    const lacking = await run(chain(), { runs });
    assertEquals(lacking.told, ["b skipped: a is not whole: out is missing"]);
    const clock = virtualClock(
      30,
      () => Deno.renameSync(`${folder}/late`, blob),
    );
    const { told } = await run(chain(), {
      runs,
      patience: 60 * seconds,
      clock,
    });
    assertEquals(told, ["a fresh", "b started: never built", "b ran"]);
  });
});

Deno.test("a damaged input is left to those who may make it again", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = rig(folder);
    const made = await run(chain().slice(0, 1));
    const blob = made.store.blobs.path(recordOf(made, "a").outputs.out.digest);
    const damage = async () => {
      const text = await Deno.readTextFile(blob);
      await Deno.chmod(blob, 0o644);
      await Deno.writeTextFile(blob, text.replace("1", "7"));
    };
    await damage();
    const lacking = await run(chain(), { runs });
    assertEquals(lacking.told, [
      "a fresh",
      "damaged: out of a is damaged",
      "b skipped: out of a is damaged",
    ]);
    assertEquals(endings(lacking).b, "missing: out of a is damaged");

    await run(chain().slice(0, 1));
    await damage();
    const clock = virtualClock(30, () => run(chain().slice(0, 1)));
    const { told } = await run(chain(), {
      runs,
      patience: 60 * seconds,
      clock,
    });
    assertEquals(told, [
      "a fresh",
      "damaged: out of a is damaged",
      "b started: never built",
      "b ran",
    ]);
  });
});

Deno.test("what is needed is taken from the remote, and what was fresh is given to it", async () => {
  await inTemporaryFolder(async (folder) => {
    await withCacheServer(async ({ url }) => {
      const [here, there] = ["here", "there"].map((name) =>
        rig(`${folder}/${name}`)
      );
      await here(chain().slice(0, 1));
      const remote = dealing(url, { write: true });
      // it was made when no remote was named
      const offered = await here(chain(), { runs: new Set(["a"]), remote });
      assertEquals(offered.tally!.line, "remote: 0 hits, 1 uploads, 0 errors");
      const taken = await there(chain(), { runs, remote });
      assertEquals(taken.told, [
        "a fetched",
        "b started: never built",
        "b ran",
      ]);
      assertEquals(taken.tally!.line, "remote: 1 hits, 1 uploads, 0 errors");
    });
  });
});
