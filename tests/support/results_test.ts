import { assert, assertEquals } from "@std/assert";
import { countsIn, secondsIn, skippedIn, wordsFor } from "./results.ts";
import { inTemporaryFolder } from "./temporary_folder.ts";

const tests = `
Deno.test("runs", () => {});
Deno.test.ignore("(1 + 1) of [2], a/b (skipped: no $HOME (yet))", () => {});
Deno.test.ignore("says nothing", () => {});
Deno.test.ignore("other (skipped: no luck)", () => {});
`;

/** What \`deno test\` prints of these tests, in colour. */
async function printed(folder: string, ...words: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "--quiet", "--no-check", "--no-config", ...words],
    cwd: folder,
    env: { FORCE_COLOR: "1" },
  }).output();
  return new TextDecoder().decode(stdout);
}

Deno.test("skippedIn() finds the tests that Deno skipped, where they are, and the reason that their name gives", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/a_test.ts`, tests);
    await Deno.writeTextFile(`${folder}/b_test.ts`, 'Deno.test("b", () => {})');
    for (const words of [[], ["--parallel"]]) {
      const text = await printed(folder, ...words, "a_test.ts", "b_test.ts");
      assertEquals(countsIn(text), { passed: 2, failed: 0, skipped: 3 });
      const file = "./a_test.ts";
      assertEquals(skippedIn(text), [
        { file, sentence: "(1 + 1) of [2], a/b", why: "no $HOME (yet)" },
        { file, sentence: "says nothing", why: undefined },
        { file, sentence: "other", why: "no luck" },
      ]);
    }
  });
});

Deno.test("wordsFor() makes Deno run the tests that were skipped, and no others", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/a_test.ts`, tests);
    await Deno.writeTextFile(`${folder}/b_test.ts`, tests);
    const skipped = skippedIn(await printed(folder, "a_test.ts")).slice(0, 2);
    // as where nothing is missing any more
    const there = tests.replace(".ignore", "").replace(
      / \(skipped: no \$.*\)\)/,
      "",
    );
    await Deno.writeTextFile(`${folder}/a_test.ts`, there);
    const text = await printed(folder, ...wordsFor(skipped));
    assertEquals(countsIn(text), { passed: 1, failed: 0, skipped: 1 });
    assertEquals(skippedIn(text), skipped.slice(1));
  });
});

Deno.test("secondsIn() adds the times of a file's tests, whatever their units and end", () => {
  const text = [
    "running 3 tests from ./tests/a_test.ts",
    "one ... ok (41ms)",
    "two, of steps ...",
    "  a step ... ok (1s)",
    "two, of steps ... FAILED (due to 1 failed step) (1m2s)",
    "other ... ignored (0ms)",
    "running 1 test from ./tests/b_test.ts",
    "three ... ok (720µs)",
    "ok | 4 passed (1 step) | 0 failed | 1 ignored (1m3s)",
  ].join("\n");
  assertEquals(
    [...secondsIn(text)].map(([file, seconds]) => [file, +seconds.toFixed(6)]),
    [["./tests/a_test.ts", 62.041], ["./tests/b_test.ts", 0.00072]],
  );
});

Deno.test("secondsIn() reads what deno test prints", async () => {
  await inTemporaryFolder(async (folder) => {
    const names = ["a_test.ts", "b_test.ts"];
    for (const name of names) {
      await Deno.writeTextFile(
        `${folder}/${name}`,
        `Deno.test("waits", async (t) => {
          await t.step("so long", () => new Promise((go) => setTimeout(go, 50)));
        });`,
      );
    }
    for (const words of [[], ["--parallel"]]) {
      const found = secondsIn(await printed(folder, ...words, ...names));
      assertEquals([...found.keys()].sort(), names.map((name) => `./${name}`));
      for (const seconds of found.values()) assert(seconds >= 0.05);
    }
  });
});
