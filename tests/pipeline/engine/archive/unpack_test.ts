import { assert, assertEquals } from "@std/assert";
import {
  unpackArchive,
  writeArchive,
} from "../../../../pipeline/engine/archive/archive.ts";
import { textEntry } from "../../../../pipeline/engine/archive/entry.ts";
import script from "../../../../pipeline/engine/archive/unpack.sh" with {
  type: "text",
};
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { namesIn } from "../../../../pipeline/engine/files/folders.ts";
import { isFile, onPath } from "../../../support/on_path.ts";
import { linkStrangersPrograms } from "../../../support/stranger.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { testUnless } from "../../../support/test_unless.ts";

const one = digestOf("one");

/** An archive of all kinds of files. */
const entries = [
  textEntry(`ac/${one}`, "{}"),
  textEntry(`ac/${digestOf("two")}`, "[]"),
  textEntry(`cas/${digestOf("")}`, ""),
  textEntry("deno/some-platform/deno", "Deno", 0o755),
  textEntry("packages/@a+b@1.0.0/.initialized", ""),
  textEntry("packages/@a+b@1.0.0/node_modules/@a/b/a  b.js", "1"),
  textEntry(`pre/${one}`, "one"),
  textEntry("source/.ci/deno", "#!/bin/sh", 0o755),
  textEntry("source/Makefile", "all:\n"),
  textEntry("README.txt", "\n  make reproduce ARGS=\"'x'\"\n"),
  textEntry("unpack", script, 0o755),
];

/** Gives `work` an archive in a folder of its own, and what runs its script with certain programs. */
function inArchive(
  programs: readonly string[],
  work: (
    folder: string,
    unpack: (...words: string[]) => Promise<{ code: number; stderr: string }>,
  ) => Promise<void>,
): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    await writeArchive(entries, { to: `${folder}/packed`, top: "" });
    // a shell may look for folders elsewhere first
    await Deno.mkdir(`${folder}/bin/packed`, { recursive: true });
    linkStrangersPrograms(`${folder}/bin`);
    for (const name of programs) {
      const link = `${folder}/bin/${name}`;
      if (!isFile(link)) Deno.symlinkSync(onPath(name)!, link);
    }
    await work(folder, async (...words) => {
      const { code, stderr } = await new Deno.Command(onPath("sh")!, {
        args: ["packed/unpack", ...words],
        cwd: folder,
        env: { PATH: `${folder}/bin`, CDPATH: `${folder}/bin` },
      }).output();
      return { code, stderr: new TextDecoder().decode(stderr) };
    });
  });
}

/** Every file below a folder, with what is in it and what may be done with it. */
function tree(folder: string, below = ""): Record<string, unknown> {
  const rows = namesIn(folder).sort().map((name) => {
    const [place, path] = [`${folder}/${name}`, `${below}${name}`];
    const { isDirectory, mode } = Deno.lstatSync(place);
    if (isDirectory) return tree(place, `${path}/`);
    return { [path]: [mode! & 0o777, Deno.readTextFileSync(place)] };
  });
  return Object.assign({}, ...rows);
}

const missing = onPath("sha256sum") ? undefined : "there is no sha256sum";

for (const program of ["sha256sum", "shasum"]) {
  testUnless(
    onPath(program) ? undefined : `there is no ${program}`,
    `the script of an archive, with ${program}, lays out the clone that the command unpack does`,
    () =>
      inArchive(["find", "uniq", program], async (folder, unpack) => {
        const { code, stderr } = await unpack("new/by  script//");
        assertEquals(code, 0, stderr);
        assertEquals(
          stderr.trim().split("\n").at(-1),
          `unpacked into ${folder}/new/by  script; go on there by make reproduce ARGS="'x'"`,
        );
        await unpackArchive(`${folder}/packed`, `${folder}/by command`);
        const made = tree(`${folder}/by command`);
        assert(`.store/v1/ac/${one.slice(0, 2)}/${one}.json` in made);
        assertEquals(tree(`${folder}/new/by  script`), made);
        assertEquals(namesIn(`${folder}/new`), ["by  script"]);
      }),
  );
}

testUnless(
  missing,
  "the script wants no Deno, packages or README.txt in an archive",
  () =>
    inArchive(["find", "uniq", "sha256sum"], async (folder, unpack) => {
      await Deno.remove(`${folder}/packed`, { recursive: true });
      const few = entries.filter(({ path }) => !/^(deno|pack|READ)/.test(path));
      await writeArchive(few, { to: `${folder}/packed`, top: "" });
      const { code, stderr } = await unpack("clone");
      assertEquals(code, 0, stderr);
      await unpackArchive(`${folder}/packed`, `${folder}/by command`);
      assertEquals(tree(`${folder}/clone`), tree(`${folder}/by command`));
    }),
);

testUnless(
  missing,
  "the script refuses what is not as the sums say, and leaves nothing behind",
  () =>
    inArchive(["find", "uniq", "sha256sum"], async (folder, unpack) => {
      const packed = `${folder}/packed`;
      const write = (path: string, text: string) =>
        Deno.writeTextFileSync(`${packed}/${path}`, text);
      const damages: Record<string, () => void> = {
        "source/Makefile is damaged": () => write("source/Makefile", "all!\n"),
        "cas/… is damaged": () => write(`cas/${digestOf("")}`, "more"),
        "source/Makefile is missing": () =>
          Deno.removeSync(`${packed}/source/Makefile`),
        "source/more is not in its SHA256SUMS": () => write("source/more", ""),
        "source/link is neither file nor folder": () =>
          Deno.symlinkSync(".", `${packed}/source/link`),
        "it has no SHA256SUMS": () => Deno.removeSync(`${packed}/SHA256SUMS`),
        "SHA256SUMS is damaged": () =>
          write(
            "SHA256SUMS",
            Deno.readTextFileSync(`${packed}/SHA256SUMS`).replace(/^./, "x"),
          ),
        "it holds … of another digest": () => {
          write(`pre/${one}`, "two");
          const sums = Deno.readTextFileSync(`${packed}/SHA256SUMS`);
          const said = `${one}  pre/`;
          write("SHA256SUMS", sums.replace(said, `${digestOf("two")}  pre/`));
        },
      };
      const before = namesIn(folder).sort();
      for (const [what, damage] of Object.entries(damages)) {
        await Deno.remove(packed, { recursive: true });
        await writeArchive(entries, { to: packed, top: "" });
        damage();
        const { code, stderr } = await unpack("clone");
        const [last] = stderr.trim().split("\n").slice(-1);
        assertEquals(
          [code, last.replace(/[0-9a-f]{64}/, "…")],
          [1, `error: Cannot unpack ${packed}: ${what}; fetch it again`],
        );
        assertEquals(namesIn(folder).sort(), before);
      }
    }),
);

testUnless(
  missing,
  "the script makes a folder where none is, and says why it cannot",
  () =>
    inArchive(["find", "uniq", "sha256sum"], async (folder, unpack) => {
      const refused = async (words: string[], code: number, why: string) => {
        const { stderr, ...end } = await unpack(...words);
        const [last] = stderr.trim().split("\n").slice(-1);
        assertEquals([end.code, last], [code, `error: Cannot unpack ${why}`]);
      };
      await refused(
        [],
        2,
        "the archive: no folder to make is named; give sh packed/unpack DIR",
      );
      await refused(
        ["packed"],
        2,
        "into packed: it is there already; name a folder to be made",
      );
      await refused(
        ["packed/clone"],
        2,
        `into ${folder}/packed/clone: it lies in the archive, which is to stay as it is; name a folder elsewhere`,
      );
      await refused(
        ["bin/cp/clone"],
        1,
        `into ${folder}/bin/cp/clone: a folder cannot be made there; name another one`,
      );
      await Deno.remove(`${folder}/bin/cp`);
      await Deno.symlink(onPath("false")!, `${folder}/bin/cp`);
      await refused(
        ["clone"],
        1,
        `into ${folder}/clone: it was stopped in the middle; nothing of it is left`,
      );
      assertEquals(namesIn(folder).sort(), ["bin", "packed"]);
      await Deno.remove(`${folder}/bin/sha256sum`);
      await refused(
        ["clone"],
        1,
        `${folder}/packed: there is no sha256sum or shasum here to check it with`,
      );
    }),
);
