import { assertEquals } from "@std/assert";
import { digestOf } from "../../pipeline/engine/files/digest.ts";
import { everythingShown } from "../../pipeline/engine/cli/outputs.ts";
import {
  asideOf,
  writeWhole,
} from "../../pipeline/engine/files/whole_files.ts";
import { pathsIn } from "../../pipeline/engine/files/folders.ts";
import { Store } from "../../pipeline/engine/store/store.ts";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { pipeline } from "../../pipeline/main.ts";

/** What two sweeps of an experiment show. */
const ofSweeps = ["sweep-linear-regression", "sweep-linear-regression-2"]
  .flatMap((name) => [
    ...[`${name}.html`, `tables/${name}.csv`],
    ...[`figures/${name}.svg`, `figures/${name}-best.png`],
  ]);

async function clean(folder: string, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await commandLine(
    ...["clean", ...words, "--outputs", `${folder}/outputs`],
    ...["--store", `${folder}/store`],
  );
  assertEquals(code, 0, stderr);
  return stdout;
}

Deno.test("clean removes what was made, and nothing of anybody's", async () => {
  await inTemporaryFolder(async (folder) => {
    const outputs = `${folder}/outputs`;
    for (const { place } of everythingShown(pipeline)) {
      writeWhole(`${outputs}/${place}`, "made");
    }
    writeWhole(asideOf(`${outputs}/tables/corrections.csv`), "half");
    for (const place of ofSweeps) writeWhole(`${outputs}/${place}`, "made");
    const mine = [
      ...[`${outputs}/figures/mine.svg`, `${outputs}/paper.lock.json`],
      ...[`${outputs}/sweep-notes.html`, `${outputs}/figures/sweep-mine.svg`],
    ];
    for (const path of mine) writeWhole(path, "mine");
    const count = everythingShown(pipeline).length + ofSweeps.length;
    assertEquals(
      await clean(folder),
      `removed ${count} files in ${outputs}\n`,
    );
    assertEquals(
      [...pathsIn(outputs), ...pathsIn(`${outputs}/figures`)].sort(),
      [...mine, `${outputs}/figures`].sort(),
    );
    assertEquals(await clean(folder), "");
  });
});

Deno.test("git ignores what is made, that of sweeps included", async () => {
  const made = [
    ...everythingShown(pipeline).map(({ place }) => place),
    ...ofSweeps,
  ]
    .map((place) => `outputs/${place}`);
  const { stdout } = await new Deno.Command("git", {
    args: ["check-ignore", ...made],
    cwd: pipeline.project.folder,
  }).output();
  assertEquals(new TextDecoder().decode(stdout).trim().split("\n"), made);
});

Deno.test("clean removes what was made where links lead, and leaves the links", async () => {
  await inTemporaryFolder(async (folder) => {
    const [outputs, site] = [`${folder}/outputs`, `${folder}/site`];
    for (const path of [outputs, site]) await Deno.mkdir(path);
    const links = { figures: site, "index.html": `${site}/page.html` };
    for (const [name, place] of Object.entries(links)) {
      await Deno.symlink(place, `${outputs}/${name}`);
    }
    const mine = `${site}/mine.svg`;
    await Deno.writeTextFile(mine, "mine");
    for (const shown of ["figures/figure-3a.svg", "index.html"]) {
      writeWhole(`${outputs}/${shown}`, "made");
    }
    assertEquals(await clean(folder), `removed 2 files in ${outputs}\n`);
    assertEquals(pathsIn(site), [mine]);
    for (const [name, place] of Object.entries(links)) {
      assertEquals(await Deno.readLink(`${outputs}/${name}`), place);
    }
  });
});

Deno.test("clean --all removes the store's own folder, and nothing beside it", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/disk`);
    await Deno.symlink(`${folder}/disk`, `${folder}/store`);
    await Deno.writeTextFile(`${folder}/disk/mine`, "mine");
    await Store.open(`${folder}/store`);
    assertEquals(await clean(folder, "--all"), `removed ${folder}/store/v1\n`);
    assertEquals(pathsIn(`${folder}/store`), [`${folder}/store/mine`]);
    assertEquals(await clean(folder, "--all"), "");
  });
});

Deno.test("clean leaves folders where a file is made", async () => {
  await inTemporaryFolder(async (folder) => {
    const outputs = `${folder}/outputs`;
    const mine = [
      `${outputs}/index.html/mine.txt`,
      `${outputs}/figures/figure-3c.svg/mine.txt`,
      `${asideOf(`${outputs}/figures/figure-3a.svg`)}/mine.txt`,
    ];
    for (const path of mine) writeWhole(path, "mine");
    assertEquals(await clean(folder), "");
    for (const path of mine) {
      assertEquals(await Deno.readTextFile(path), "mine");
    }
  });
});

Deno.test("clean --all leaves in the store's own folder what is not the store's", async () => {
  await inTemporaryFolder(async (folder) => {
    const root = `${folder}/store/v1`;
    const store = await Store.open(`${folder}/store`);
    writeWhole(store.blobs.path(digestOf("made")), "made");
    const mine = [`${root}/mine.txt`, `${root}/sources/mine.ts`];
    for (const path of mine) writeWhole(path, "mine");
    await clean(folder, "--all");
    assertEquals(pathsIn(root).sort(), [mine[0], `${root}/sources`]);
    assertEquals(pathsIn(`${root}/sources`), [mine[1]]);
  });
});

Deno.test("clean --all removes the sources that an earlier version has kept", async () => {
  await inTemporaryFolder(async (folder) => {
    const root = `${folder}/store/v1`;
    writeWhole(`${root}/sources/${digestOf("one")}`, "one");
    assertEquals(await clean(folder, "--all"), `removed ${root}\n`);
    assertEquals(pathsIn(`${folder}/store`), []);
  });
});
