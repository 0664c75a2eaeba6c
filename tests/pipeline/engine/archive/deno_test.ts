import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  denoEntries,
  parsePlatforms,
  platforms,
  usualPlatforms,
} from "../../../../pipeline/engine/archive/deno.ts";
import { namesIn } from "../../../../pipeline/engine/files/folders.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const other = platforms.find((each) => !usualPlatforms.includes(each))!;

/** A program in a folder that takes npm's place. */
function npmOf(folder: string, script: string): string {
  const path = `${folder}/npm`;
  Deno.writeTextFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

Deno.test("platforms are read by npm's names, each once", () => {
  assertEquals(parsePlatforms("darwin-arm64, linux-x64-glibc,darwin-arm64"), [
    "darwin-arm64",
    "linux-x64-glibc",
  ]);
  assertThrows(
    () => parsePlatforms("linux-x64"),
    CliError,
    "Cannot pack a Deno for linux-x64: did you mean linux-x64-glibc?",
  );
});

Deno.test("the Deno of this machine is the one that runs, that of another comes from npm, once", async () => {
  await inTemporaryFolder(async (folder) => {
    assertEquals(
      (await denoEntries(usualPlatforms, { folder }, "no npm"))
        .map((entry) => "file" in entry && entry.file),
      usualPlatforms.map(() => Deno.execPath()),
    );
    const { deno: version } = Deno.version;
    const npm = npmOf(
      folder,
      `[ "$1 $2 $9" = "install --prefix @deno/${other}@${version}" ] || exit 1
mkdir -p "$3/node_modules/@deno/${other}"
echo Deno >"$3/node_modules/@deno/${other}/deno"`,
    );
    const [entry] = await denoEntries([other], { folder }, npm);
    assertEquals(entry.path, `deno/${other}/deno`);
    const file = "file" in entry ? entry.file : "";
    assertEquals(await Deno.readTextFile(file), "Deno\n");
    assertEquals(await denoEntries([other], { folder }, "no npm"), [entry]);
  });
});

Deno.test("where npm fails, its reason is told, and nothing of it stays", async () => {
  await inTemporaryFolder(async (folder) => {
    const npm = npmOf(
      folder,
      `mkdir "$3/node_modules"
printf 'npm error code ENOTFOUND\\nnpm error network it is down\\n' >&2
exit 1`,
    );
    const what = `Cannot pack Deno ${Deno.version.deno} for ${other}: `;
    const refused = (npm: string, why: string) =>
      assertRejects(
        () => denoEntries([other], { folder }, npm),
        CliError,
        what + why,
      );
    await refused(npm, "network it is down");
    await refused(`${folder}/none`, "there is no npm to take it with");
    const version = `${folder}/.deno/platforms/${Deno.version.deno}`;
    assertEquals(namesIn(version), []);
  });
});
