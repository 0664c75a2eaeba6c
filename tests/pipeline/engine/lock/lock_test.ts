import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import {
  areUsual,
  usualSeeds,
} from "../../../../pipeline/engine/text/seeds.ts";
import {
  digestOf,
  shortDigest,
} from "../../../../pipeline/engine/files/digest.ts";
import {
  compareLocks,
  describeDeviations,
  isLocked,
  lockOf,
  lockPath,
  type LockRow,
  readLock,
  seedsOf,
  verdictTable,
} from "../../../../pipeline/engine/lock/lock.ts";
import { committed, profiles } from "../../../../pipeline/studies/profiles.ts";
import { projectFolder } from "../../../../pipeline/project.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import { commandIn } from "../../../support/command_line.ts";
import { copyProject } from "../../../support/copy_project.ts";
import { smokeStore } from "../../../support/smoke_store.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const [one, two] = [digestOf("1"), digestOf("2")];
const [short, other] = [one, two].map(shortDigest);

function record(outputs: Record<string, typeof one>): NodeRecord {
  return {
    schema: 1,
    key: one,
    node: "n",
    seconds: 1,
    finished: "",
    machine: { os: "", arch: "", cores: 1 },
    versions: {},
    commit: null,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, digest]) => [name, {
        digest,
        bytes: 1,
      }]),
    ),
  };
}

Deno.test("compareLocks() tells same, different, missing and not locked", () => {
  const lock = {
    schema: 1 as const,
    nodes: { a: { x: one, y: one }, gone: { z: one } },
  };
  const records = new Map([
    ["a", record({ x: one, y: two })],
    ["new", record({ w: one })],
  ]);
  assertEquals(compareLocks(lock, lockOf(records)), [
    { node: "a", output: "x", verdict: "same", locked: one, made: one },
    { node: "a", output: "y", verdict: "different", locked: one, made: two },
    { node: "gone", output: "z", verdict: "missing", locked: one },
    { node: "new", output: "w", verdict: "not locked", made: one },
  ]);
});

Deno.test("isLocked() wants each output of a record as locked, none more and none less", () => {
  const lock = { schema: 1 as const, nodes: { n: { x: one, y: two } } };
  assertEquals(isLocked(lock, record({ x: one, y: two })), true);
  assertEquals(isLocked(lock, record({ x: one, y: one })), false);
  assertEquals(isLocked(lock, record({ x: one })), false);
  assertEquals(isLocked(lock, record({ x: one, y: two, z: two })), false);
  assertEquals(isLocked({ ...lock, nodes: {} }, record({})), false);
});

Deno.test("a lock says which seeds it is of, unless it is 0 alone", () => {
  const records = new Map([["n", record({ x: one })]]);
  const many = lockOf(records, { "*": [0, 3] });
  assertEquals(Object.keys(many), ["schema", "seeds", "nodes"]);
  assertEquals(many.seeds, [0, 3]);
  assertEquals(seedsOf(many), { "*": [0, 3] });
  const mixed = { "*": [0, 1], "mnist-*": [0] };
  assertEquals(seedsOf(lockOf(records, mixed)), mixed);
  const usual = lockOf(records);
  assertEquals(Object.keys(usual), ["schema", "nodes"]);
  assertEquals(seedsOf(usual), usualSeeds);
});

Deno.test("the committed locks are of seed 0, but for those of many seeds, and would be written as they are", async () => {
  for (const profile of Object.keys(profiles)) {
    const lock = await readLock(projectFolder, profile);
    if (!lock) continue; // of a profile that is not locked yet
    const isOfMany = committed.profiles.includes(profile);
    assertEquals(areUsual(seedsOf(lock)), !isOfMany);
    const path = `${projectFolder}/${lockPath(profile)}`;
    const text = await Deno.readTextFile(path);
    assertEquals(JSON.stringify(lock, null, 2) + "\n", text);
  }
});

Deno.test("verify takes the seeds from the lock, and neither it nor lock what would make others", async () => {
  await inTemporaryFolder(async (folder) => {
    const run = async (...words: string[]) => {
      const usual = ["--profile=smoke", `--outputs=${folder}/outputs`];
      const { code, stdout, stderr } = await commandIn(
        folder,
        ...[...words, ...usual, `--store=${store}`],
      ).output();
      const [out, err] = [stdout, stderr].map((bytes) =>
        new TextDecoder().decode(bytes)
      );
      return { code, out, err };
    };
    const store = smokeStore(folder);
    await copyProject(folder);
    const locked = await run("lock", "--update", "--seeds=0-1");
    assertEquals(locked.code, 0, locked.err);
    const verified = await run("verify");
    assertEquals(verified.code, 0, verified.err);
    assertMatch(verified.out, /^train\/linear-regression\/BP\/seed-1 /m);

    for (
      const [words, error] of [
        [["verify", "--seeds=0"], "--seeds: the lock says which seeds it is"],
        [["verify", "--set=a.b=1"], "--set: a lock is of its profile's own"],
        [["lock", "--set=a.b=1"], "--set: a lock is of its profile's own"],
        [["lock", "--backend=cpu"], "--backend: a lock is of the wasm backend"],
      ] as const
    ) {
      const { code, err } = await run(...words);
      assertEquals(code, 2);
      assertStringIncludes(err, `error: Cannot read ${error}`);
    }

    const path = `${folder}/${lockPath("smoke")}`;
    const text = await Deno.readTextFile(path);
    const nodes = (name: string, output = "out") => ({
      nodes: { [name]: { [output]: one } },
    });
    const isDamaged = `${lockPath("smoke")}: it is no lock, or a damaged one`;
    for (
      const broken of [
        `<<<<<<< HEAD\n${text}`,
        "null\n",
        "{}",
        { nodes: {}, seeds: [] },
        { nodes: {}, seeds: [0, 0] },
        { nodes: {}, seeds: [1, 0] },
        { nodes: {}, seeds: [0.5] },
        nodes("\x1b[2J"),
        nodes("a", "\u202e"),
      ]
    ) {
      await Deno.writeTextFile(
        path,
        typeof broken === "string"
          ? broken
          : JSON.stringify({ schema: 1, ...broken }),
      );
      const { code, out, err } = await run("verify");
      assertEquals([code, out], [1, ""], err);
      assertMatch(
        err,
        /^error: Cannot [^\p{Cc}\p{Cf}]*; restore it, or [^\p{Cc}\p{Cf}]* lock --update[^\p{Cc}\p{Cf}]*\n$/u,
      );
      assertStringIncludes(err, isDamaged);
    }
    const seeds = Array.from({ length: 3000 }, (_, n) => n);
    const many = JSON.stringify({ schema: 1, nodes: {}, seeds });
    await Deno.writeTextFile(path, many);
    const { code, err } = await run("verify");
    assertEquals(code, 1, err);
    assertStringIncludes(err, "Cannot plan 3000 seeds: ");
    await Deno.writeTextFile(path, `<<<<<<< HEAD\n${text}`);
    const renewed = await run("lock", "--update", "--seeds=0-1");
    assertEquals(renewed.code, 0, renewed.err);
    assertEquals(
      renewed.out,
      "outputs/smoke.lock.json is new: it replaces one that could not be read\n",
    );
    assertEquals(await Deno.readTextFile(path), text);
  });
});

const rows: LockRow[] = [
  { node: "a", output: "x", verdict: "same", locked: one, made: one },
  { node: "a", output: "y", verdict: "different", locked: one, made: two },
  { node: "gone", output: "z", verdict: "missing", locked: one },
  { node: "new", output: "w", verdict: "not locked", made: two },
];

Deno.test("verdictTable() counts verdicts by node", () => {
  assertEquals(verdictTable(rows), [
    "node  same  different  missing  not locked",
    "a        1          1        -           -",
    "gone     -          -        1           -",
    "new      -          -        -           1",
    "all      1          1        1           1",
  ]);
});

Deno.test("describeDeviations() gives each output that is not as locked, with its digests, by the names that it is given", () => {
  assertEquals(describeDeviations(rows), [
    `different   a y: locked ${short}, made ${other}`,
    `missing     gone z: locked ${short}`,
    `not locked  new w: made ${other}`,
  ]);
  assertEquals(describeDeviations(rows, { "not locked": "added" }), [
    `different   a y: locked ${short}, made ${other}`,
    `missing     gone z: locked ${short}`,
    `added       new w: made ${other}`,
  ]);
});

Deno.test("verdictTable() takes as many nodes as any run may have", () => {
  const many = Array.from({ length: 200_000 }, (_, i) => (
    { ...rows[0], node: `node-${i}` }
  ));
  const table = verdictTable(many);
  assertEquals(table.length, many.length + 2);
  assertEquals(table[1], "node-0            1          -        -           -");
});
