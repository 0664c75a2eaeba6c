import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { parse } from "@std/csv";
import { projectFolder } from "../../pipeline/project.ts";
import { commandIn } from "../support/command_line.ts";
import { commitAll } from "../support/commit_all.ts";
import { copyProject } from "../support/copy_project.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

type Compare = (...words: string[]) => Promise<
  { code: number; out: string; err: string }
>;

/** Works in a copy of the project that is a repository, with the lock of the smoke profile. */
async function inCopy(
  work: (compare: Compare, folder: string) => Promise<void>,
) {
  await inTemporaryFolder(async (folder) => {
    const store = smokeStore(folder);
    await copyProject(folder);
    await Deno.mkdir(`${folder}/outputs`);
    const lock = "outputs/smoke.lock.json";
    await Deno.copyFile(`${projectFolder}/${lock}`, `${folder}/${lock}`);
    await commitAll(folder);
    await work(async (...words) => {
      const usual = ["--profile=smoke", `--store=${store}`];
      const command = commandIn(folder, "compare", ...usual, ...words);
      const { code, stdout, stderr } = await command.output();
      const [out, err] = [stdout, stderr].map((bytes) =>
        new TextDecoder().decode(bytes)
      );
      return { code, out, err };
    }, folder);
  });
}

/** The rows of what `--log csv` prints. */
function rowsOf({ code, out, err }: Awaited<ReturnType<Compare>>) {
  assertEquals(code, 0, err);
  const rows: Record<string, string>[] = parse(out, { skipFirstRow: true });
  const [results, outputs] = ["result", "output"]
    .map((kind) => rows.filter((row) => row.kind === kind));
  assertEquals(results.length + outputs.length, rows.length);
  return { results, outputs };
}

const linear = [
  "--only=linear-regression",
  "--set=linear-regression.models=BP,DI-3",
] as const;

Deno.test("compare runs what final errors need, pairs shared seeds alone, and leaves outputs/ as it is", async () => {
  await inCopy(async (compare, folder) => {
    const planned = await compare("0-1", "2-3", ...linear, "--dry-run");
    assertEquals(planned.code, 0, planned.err);
    assertMatch(planned.out, /^A: smoke profile, seeds 0-1\n[^]*\nB: /);
    assert(!planned.out.includes("render"), planned.out);

    const apart = rowsOf(await compare("0-1", "2-3", ...linear, "--log=csv"));
    assertEquals(apart.results.length, 2);
    for (const row of apart.results) {
      assertEquals([row.shared_seeds, row.relation], ["", "ratio"]);
      const ratio = Number(row.b) / Number(row.a);
      assertAlmostEquals(Number(row.change), ratio);
      assert(Number(row.change_low) < ratio && ratio < Number(row.change_high));
    }
    const relations = Map.groupBy(apart.outputs, ({ relation }) => relation);
    assertEquals(
      ["different", "only in A", "only in B"]
        .map((relation) => relations.get(relation)?.length),
      [8, 2 * (1 + 2 * 3), 2 * (1 + 2 * 3)],
    );

    const shared = rowsOf(await compare("0-2", "1-3", ...linear, "--log=csv"));
    for (const { shared_seeds, a, b, change } of shared.results) {
      assertEquals([shared_seeds, change], ["1-2", "1"]);
      assert(a !== b);
    }
    const more = rowsOf(await compare("0-1", "0-2", ...linear, "--log=csv"));
    for (const { a_seeds, b_seeds } of more.results) {
      assertEquals([a_seeds, b_seeds], ["2", "3"]);
    }
    const { out, err } = await compare("0-2", "1-3", ...linear);
    assertStringIncludes(out, "  seed 0: only in A\n  seed 3: only in B\n");
    assertStringIncludes(err, "0 ran; ");
    assertMatch(out, /^A: smoke profile, seeds 0-2\nB: .*1-3\n\nlinear-regr/);
    assertStringIncludes(out, "B/A and 95 % interval, by seed, of seeds 1-2\n");
    assertEquals(out.match(/ the same\n/g)?.length, 2);
    assert(out.split("\n").every(({ length }) => length <= 80), out);
    const shown = Deno.readDirSync(`${folder}/outputs`).map(({ name }) => name);
    assertEquals([...shown].sort(), ["smoke.lock.json"]);
  });
});

Deno.test("compare runs two configurations, and tells what only one of them changes", async () => {
  await inCopy(async (compare, folder) => {
    for (const [name, eta] of [["slow", .01], ["fast", .02]] as const) {
      const ofLinear = { settings: { eta }, train: ["BP"] };
      const experiments = { "linear-regression": ofLinear };
      const text = JSON.stringify({ seeds: "0-1", experiments });
      await Deno.writeTextFile(`${folder}/${name}.json`, text);
    }
    const both = ["slow.json", "fast.json", linear[0], "--log=csv"];
    const { results, outputs } = rowsOf(await compare(...both));
    const [{ item, shared_seeds, a, b, change }] = results;
    assertEquals([results.length, item, shared_seeds], [1, "BP", "0-1"]);
    assertAlmostEquals(Number(change), Number(b) / Number(a));
    assert(Math.abs(Number(change) - 1) > .01, change);
    const differing = new Set(outputs.map(({ name }) => name));
    assertEquals([...differing], [
      "aggregate/linear-regression",
      ...[0, 1].map((seed) => `train/linear-regression/BP/seed-${seed}`),
    ]);
    const { out } = await compare(...both.slice(0, -1));
    const fast = "fast.json: smoke profile, seeds 0-1; ";
    assertStringIncludes(
      out,
      `\nB: ${fast}linear-regression: eta 0.02 (published 0.01)\n`,
    );
  });
});

Deno.test("compare tells a lock from a changed copy and from a run, with results where the store has them", async () => {
  await inCopy(async (compare, folder) => {
    const path = `${folder}/outputs/smoke.lock.json`;
    const lock = JSON.parse(await Deno.readTextFile(path));
    const outputs = Object.values<Record<string, string>>(lock.nodes)
      .flatMap((node) => Object.keys(node)).length;
    const store = `--store=${folder}/empty`;
    const equal = await compare(store, "outputs/smoke.lock.json", "HEAD");
    assertStringIncludes(equal.out, `outputs: all ${outputs} are the same\n`);

    // the profile of the lock that one names is that of the commit's, too
    const unnamed = await commandIn(
      ...[folder, "compare", "outputs/smoke.lock.json", "HEAD"] as const,
      store,
    ).output();
    assertEquals(new TextDecoder().decode(unnamed.stdout), equal.out);

    const node = "initialise/linear-regression/seed-0";
    const before = lock.nodes[node]["initial.npz"];
    const after = lock.nodes["report"]["index.html"];
    lock.nodes[node]["initial.npz"] = after;
    delete lock.nodes["report"];
    await Deno.writeTextFile(`${folder}/changed.json`, JSON.stringify(lock));
    const locks = ["HEAD", "changed.json", store];
    const printed = await compare(...locks, "--log=csv");
    assertMatch(printed.err, /^results of linear-.*: not in the store\n$/);
    const changed = rowsOf(printed);
    assertEquals(
      changed.outputs.map(({ name, item, relation, a_digest, b_digest }) => [
        ...[name, item, relation, a_digest, b_digest],
      ]),
      [
        [node, "initial.npz", "different", before, after],
        ["report", "index.html", "only in A", after, ""],
      ],
    );

    const only = "--only=aggregate/linear-regression";
    const run = await compare("0", "HEAD", only);
    assertEquals(run.code, 0, run.err);
    assertEquals(run.out.match(/ {2}the same\n/g)?.length, 10);
    assertStringIncludes(run.out, "\noutputs: all 39 are the same\n");
  });
});

Deno.test("compare refuses what it could not heed, before anything runs", async () => {
  await inCopy(async (compare, folder) => {
    await Deno.writeTextFile(`${folder}/run.json`, '{ "seeds": [1] }');
    const wrong: [string[], string][] = [
      [["0"], "Cannot run compare: it takes A B, and was given 0; "],
      [["0", "1", "2"], "it takes A B, and was given 0 1 2; "],
      [["0", "1", "--seeds=2"], "Cannot read --seeds: neither A nor B "],
      [["HEAD", "HEAD", "--set=a.b=1"], "Cannot read --set: neither A nor B "],
      [["HEAD", "HEAD", "--config=run.json"], "--config: neither A nor B "],
      [["0", "smok"], "did you mean smoke?"],
      [["0", "1", "--log=json"], "Cannot read --log json: there are text, csv"],
      [["0", "1", "--only=nosuch"], "Cannot find nosuch: it fits no aggregate"],
    ];
    for (const [words, sentence] of wrong) {
      const { code, out, err } = await compare(...words);
      assertEquals([code, out], [2, ""], err);
      assertStringIncludes(err, `${sentence}`);
    }
    const heeded = ["0", "1", "--config=run.json", linear[0], "--dry-run"];
    assertEquals((await compare(...heeded)).code, 0);
    const lock = "outputs/smoke.lock.json";
    const { code, err } = await compare(lock, lock, "--only=nosuch");
    assertEquals(code, 2);
    assertStringIncludes(err, "Cannot find nosuch: it fits no node of A or B;");
  });
});
