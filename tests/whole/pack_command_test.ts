import { assertEquals, assertMatch } from "@std/assert";
import { writeArchive } from "../../pipeline/engine/archive/archive.ts";
import { textEntry } from "../../pipeline/engine/archive/entry.ts";
import { readmeEntry } from "../../pipeline/engine/archive/readme.ts";
import { commitAll } from "../support/commit_all.ts";
import { inSmallPipeline, outcomeOf } from "../support/small_pipeline.ts";
import { filesBelow } from "../pipeline/engine/archive/rig.ts";

const sources = [{
  file: "main.ts",
  code: `
import { cli } from "./engine/cli/cli.ts";

const node = (name: string, inputs = {}) => ({
  ...{ name, stage: "say", entry: "say.ts", settings: { name }, seed: null },
  ...{ inputs, outputs: ["word"], backend: null, resources: {} },
});
const pipeline = {
  project: { name: "words", version: "1.0.0", folder: import.meta.dirname! },
  stages: [{ name: "say", summary: "say it" }],
  profiles: ["day"],
  defaultProfile: "day",
  nodes: () => [
    { ...node("say/a"), shown: { word: "words/a.txt" } },
    node("say/b", { word: { node: "say/a", output: "word" } }),
    node("say/c"),
  ],
};
Deno.exit(await cli(pipeline, Deno.args));
`,
}, {
  file: "say.ts",
  code: `
import { runNode } from "./engine/sandbox/node.ts";

await runNode(({ write }) => write("word", "word"));
`,
}, { file: ".gitignore", code: "node_modules\n.store\n*.zst\n" }];

/** Works with a pipeline of three nodes of which two have run. */
async function inPipeline(
  work: (
    folder: string,
    run: (...words: string[]) => Promise<{ code: number; said: string }>,
  ) => Promise<void>,
) {
  await inSmallPipeline(sources, async (folder, command) => {
    const run = async (...words: string[]) => {
      const { code, out, err } = await outcomeOf(command(words));
      return { code, said: out + err };
    };
    await commitAll(folder);
    assertEquals((await run("say", "b")).code, 0);
    await work(folder, run);
  });
}

Deno.test("pack says how large what it packs is, and refuses what is not there, or not as it should be", async () => {
  await inPipeline(async (folder, run) => {
    const packing = async (...words: string[]) => {
      const { code, said } = await run("pack", ...words);
      return `${code} ${said.trim()}`;
    };
    const dry = await packing("--dry-run", "--only=b");
    assertMatch(dry, /^0 results +5 files +[\d.]+ kB\nsources /);
    assertMatch(dry, /\nabout it +3 files /);
    assertMatch(dry, /\nall +\d+ files +[\d.]+ MB$/);

    assertEquals(
      await packing(),
      "2 error: Cannot pack: there is no place to write to; give --to DIR or --to FILE.tar.zst",
    );
    assertEquals(
      await packing("--to=engine"),
      "1 error: Cannot write engine: it is there and not an empty folder; name another place with --to",
    );
    assertEquals(
      await packing("--to=say.ts/x"),
      "1 error: Cannot write say.ts/x: a file is where a folder should be; name another place with --to",
    );
    await Deno.writeTextFile(`${folder}/x.tar.zst`, "");
    assertEquals(
      await packing("--to=x.tar.zst"),
      "1 error: Cannot write x.tar.zst: it is there; name another place with --to",
    );
    assertEquals(
      await packing("--to=x.tgz", "--dry-run"),
      "2 error: Cannot write x.tgz: an archive is a folder, or a file whose name ends in .tar.zst; give --to DIR or --to FILE.tar.zst",
    );
    assertEquals(
      await packing("--dry-run"),
      "1 error: Cannot pack results: say/c is not fresh in the store; deno task reproduce --profile day makes it",
    );

    await run("lock", "--update");
    const lock = `${folder}/outputs/day.lock.json`;
    const text = await Deno.readTextFile(lock);
    await Deno.writeTextFile(lock, text.replace(/"[0-9a-f]{8}/, '"00000000'));
    await commitAll(folder);
    assertEquals(
      await packing("--dry-run"),
      "1 error: Cannot pack results: 1 output in the store differs from outputs/day.lock.json; deno task verify --profile day names it",
    );
    await Deno.writeTextFile(lock, text);
    assertEquals(
      await packing("--dry-run"),
      "1 error: Cannot pack the sources: files differ from the commit; commit them first",
    );
    await commitAll(folder);

    const [blob] = Object.keys(filesBelow(`${folder}/.store/v1/cas`));
    const path = `${folder}/.store/v1/cas/${blob}`;
    await Deno.chmod(path, 0o644);
    await Deno.writeTextFile(path, "wort");
    assertEquals(
      await packing("--dry-run"),
      "1 error: Cannot pack results: say/a and 2 others are damaged in the store; deno task verify --profile day makes them",
    );
  });
});

Deno.test("unpack refuses what is no archive, and a place that is taken, in a sentence", async () => {
  await inPipeline(async (folder, run) => {
    const unpacking = async (...words: string[]) => {
      const { code, said } = await run("unpack", ...words);
      return `${code} ${said.trim()}`;
    };
    const remedy =
      "give the path of a FILE.tar.zst, or of a folder, that deno task pack has written";
    assertEquals(
      await unpacking("none.tar.zst"),
      `2 error: Cannot read none.tar.zst: there is no such file; ${remedy}`,
    );
    assertEquals(
      await unpacking("main.ts"),
      `2 error: Cannot read main.ts: it is not an archive; ${remedy}`,
    );
    await Deno.writeTextFile(`${folder}/short.tar.zst`, "");
    assertEquals(
      await unpacking("short.tar.zst", "--to=engine"),
      "1 error: Cannot unpack to engine: it is there and not an empty folder; name another folder with --to DIR",
    );
    assertEquals(
      await unpacking("engine", "--to=clone"),
      "1 error: Cannot unpack engine: it holds no SHA256SUMS; get the archive once more",
    );
    await Deno.mkdir(`${folder}/above/words-1.0.0-day`, { recursive: true });
    await Deno.writeTextFile(`${folder}/above/notes`, "");
    await Deno.writeTextFile(`${folder}/above/words-1.0.0-day/SHA256SUMS`, "");
    assertEquals(
      await unpacking("above", "--to=clone"),
      "1 error: Cannot unpack above: it holds no SHA256SUMS; did you mean above/words-1.0.0-day?",
    );
    assertEquals(
      await unpacking("short.tar.zst"),
      "1 error: Cannot unpack short.tar.zst: it is damaged, or not whole; get the archive once more",
    );
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assertEquals(
      left.filter((name) => /clone|short(?!.tar.zst$)/.test(name)),
      [],
    );
  });
});

Deno.test("pack names what was made of other files than its commit has, and unpack how to go on", async () => {
  await inPipeline(async (folder, run) => {
    await Deno.writeTextFile(`${folder}/main.ts`, "\n", { append: true });
    await run("say", "b", "--force");
    await commitAll(folder);
    const { said } = await run("pack", "--only=b", "--dry-run");
    assertMatch(
      said,
      /\n1 result was made of files that differ from its commit; its key names each file by its digest\n$/,
    );
    // of no packages, which take long to write
    const source = textEntry("source/main.ts", "");
    const readme = readmeEntry({ name: "words", version: "1.0.0", folder }, {
      ...{ words: { reproduce: "--only=b" }, commit: "", others: [source] },
    });
    await writeArchive([source, readme], { to: `${folder}/x`, top: "" });
    assertMatch(
      (await run("unpack", "x", "--to=.store/clone")).said,
      /^2 files checked, unpacked in .store\/clone; go on there by deno task reproduce --only=b\n$/,
    );
  });
});
