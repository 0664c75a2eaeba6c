import { assertEquals, assertMatch } from "@std/assert";
import { dirname } from "node:path";
import { about } from "../../pipeline/about.ts";
import { usualPlatforms } from "../../pipeline/engine/archive/deno.ts";
import { pathsIn } from "../../pipeline/engine/files/folders.ts";
import {
  originInCrate,
  parseCrate,
} from "../pipeline/engine/provenance/crate_reader.ts";
import { crateFaults } from "../pipeline/engine/provenance/crate_rules.ts";
import { commandIn } from "../support/command_line.ts";
import { commitAll } from "../support/commit_all.ts";
import { copyProject } from "../support/copy_project.ts";
import { onPath } from "../support/on_path.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { linkStrangersPrograms } from "../support/stranger.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { testUnless } from "../support/test_unless.ts";

/** What a stranger needs beside the usual: the script checks sums. */
const more = ["find", "sha256sum", "uniq"];

/** Runs a program of this machine to its end, and gives all that it printed. */
async function run(
  program: string,
  args: string[],
  options: Deno.CommandOptions = {},
) {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    ...{ args, ...options },
  }).output();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, text: text.join("") };
}

/** Without a route: `unshare` starts a program in a network of its own, which has none. */
const alone = ["--map-root-user", "--net"];

async function missing(): Promise<string | undefined> {
  const absent = [...more, "unshare", "make"].find((name) => !onPath(name));
  if (absent) return `there is no ${absent}`;
  if (usualPlatforms.length === 0) return "npm has no Deno for this machine";
  const { code } = await run(onPath("unshare")!, [...alone, onPath("true")!]);
  if (code !== 0) return "no network of its own can be made for a program";
}

testUnless(
  await missing(),
  "from an archive alone, without a network and in an empty home, results are fresh, as locked, and computed once more",
  () =>
    inTemporaryFolder(async (folder) => {
      const [project, clone] = [`${folder}/project`, `${folder}/clone`];
      await Deno.mkdir(`${project}/outputs`, { recursive: true });
      await copyProject(project, {
        more: [".ci", ".gitignore", "Makefile", "outputs/smoke.lock.json"],
      });
      const link = `${project}/node_modules`;
      const packages = await Deno.readLink(link);
      await Deno.remove(link); // a commit that has a link is refused
      const commit = await commitAll(project);
      await Deno.symlink(packages, link);

      const store = `--store=${smokeStore(folder)}`;
      for (const words of [["reproduce"], ["pack", "--to=../packed"]]) {
        const command = commandIn(project, ...words, "--profile=smoke", store);
        const { code, stderr } = await command.output();
        assertEquals(code, 0, new TextDecoder().decode(stderr));
      }
      await Deno.remove(project, { recursive: true });
      await requireDescribed(`${folder}/packed`);

      await Deno.mkdir(`${folder}/home`);
      await Deno.mkdir(`${folder}/bin`);
      linkStrangersPrograms(`${folder}/bin`);
      for (const name of more) {
        await Deno.symlink(onPath(name)!, `${folder}/bin/${name}`);
      }
      const stranger = async (cwd: string, ...words: string[]) => {
        const { code, text } = await run(
          onPath("unshare")!,
          [...alone, ...words],
          {
            cwd,
            clearEnv: true,
            env: {
              HOME: `${folder}/home`,
              NO_COLOR: "1",
              PATH: `${folder}/bin`,
            },
          },
        );
        assertEquals(code, 0, text);
        return text;
      };
      await stranger(folder, "sh", "packed/unpack", "clone");
      const make = (target: string, options = "") =>
        stranger(clone, "make", target, `ARGS=--profile smoke ${options}`);
      assertMatch(await make("reproduce"), /^0 ran; \d{3} fresh, /m);
      const all = await make("verify");
      assertMatch(all, /^(\d{3}) of \1 outputs are the same$/m);
      const node = "train/linear-regression/DI/seed-0";
      const again = await make(
        "verify",
        `--force --only ${node}`,
      );
      assertMatch(again, /^1 ran; 1 fresh, /m);
      const made = pathsIn(`${clone}/.store/v1/ac`).flatMap(pathsIn)
        .map((path) => JSON.parse(Deno.readTextFileSync(path)))
        .filter((record) => record.node === node);
      assertEquals(made.map((record) => record.commit), [commit]);
      assertMatch(again, /^4 of 4 outputs are the same; /m);

      const found = await run("sh", [`${clone}/.ci/deno`], {
        env: { PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}` },
      });
      assertEquals(
        found.text,
        `${clone}/.deno/${usualPlatforms[0]}/deno\n`,
        "another Deno may have other keys",
      );
    }),
);

/** Sees that a reader finds in an archive's description how Figure 4a came to be, and in the archive all that it names. */
async function requireDescribed(folder: string): Promise<void> {
  const crate = await Deno.readTextFile(`${folder}/ro-crate-metadata.json`);
  assertEquals(crateFaults(crate), []);
  for (const { "@id": id, "@type": type } of parseCrate(crate).things) {
    if (![type].flat().includes("File")) continue;
    assertEquals((await Deno.stat(`${folder}/${id}`)).isFile, true);
  }
  const { command, commits, seeds, settings, data } = originInCrate(
    crate,
    "figures/figure-4a.svg",
  );
  assertEquals(
    command,
    "deno task reproduce --profile smoke --only render/figure-4a",
  );
  assertEquals([...seeds], [0]);
  for (const commit of commits) assertMatch(commit, /^[0-9a-f]{40}\+?$/);
  const models = ["BP", "FA", "NDI", "NDI-2", "PBP"];
  assertEquals(
    Object.keys(settings).sort(),
    [
      "aggregate/mnist-classification",
      "fetch/mnist",
      "initialise/mnist-classification/seed-0",
      "render/figure-4a",
      ...models.map((name) => `train/mnist-classification/${name}/seed-0`)
        .sort(),
    ],
  );
  const { "settings.eta": eta, "settings.examples": examples } =
    settings["train/mnist-classification/NDI/seed-0"];
  assertEquals([eta, examples], [0.001, 300]);
  const [mnist] = about().dataSets;
  assertEquals(
    data,
    Object.fromEntries(
      Object.entries(mnist.files).map(([name, sha256]) => [
        name,
        { sha256, license: mnist.license.url },
      ]),
    ),
  );
}
