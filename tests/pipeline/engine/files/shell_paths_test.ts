import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join, relative } from "node:path";
import { parseBenchOptions } from "../../../../bench/options.ts";
import { projectFolder } from "../../../../pipeline/project.ts";
import {
  fromShell,
  inShell,
} from "../../../../pipeline/engine/files/shell_paths.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

/** Runs a task of the project as a shell in `cwd` would. */
async function taskIn(cwd: string, ...words: string[]) {
  const { INIT_CWD: _, ...env } = Deno.env.toObject();
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", ...words],
    cwd,
    clearEnv: true,
    env: { ...env, NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Has INIT_CWD say that `folder` is where the command was given. */
function givenIn<T>(folder: string, work: () => T): T {
  const before = Deno.env.get("INIT_CWD");
  Deno.env.set("INIT_CWD", folder);
  try {
    return work();
  } finally {
    if (before === undefined) Deno.env.delete("INIT_CWD");
    else Deno.env.set("INIT_CWD", before);
  }
}

Deno.test("fromShell() takes a path from where the command was given, inShell() shows it from there", () => {
  const folder = join(projectFolder, "outputs", "paper");
  givenIn(folder, () => {
    assertEquals(fromShell("a.svg"), join(folder, "a.svg"));
    assertEquals(fromShell("../a.svg"), join(projectFolder, "outputs/a.svg"));
    assertEquals(fromShell("/a.svg"), "/a.svg");
    assertEquals(inShell(join(folder, "figures/a.svg")), "figures/a.svg");
    assertEquals(inShell(join(projectFolder, "outputs/a.svg")), "../a.svg");
    assertEquals(inShell(folder), ".");
    assertEquals(
      inShell(join(projectFolder, "../a.svg")),
      join(projectFolder, "../a.svg"),
    );
  });
});

Deno.test("the bench takes an interpreter by its path in the shell, or by its name", () => {
  givenIn("/somewhere", () => {
    const pythonOf = (text: string) =>
      parseBenchOptions(["--python", text]).python;
    assertEquals(pythonOf("venv/bin/python"), "/somewhere/venv/bin/python");
    assertEquals(pythonOf("python3.13"), "python3.13");
  });
});

Deno.test("trace takes a figure from the folder that a reader stands in", async () => {
  await inTemporaryFolder(async (folder) => {
    const figures = join(projectFolder, "outputs/paper/figures");
    const { stdout, stderr } = await taskIn(
      figures,
      ...["trace", "figure-3a.svg", "--store", folder],
    );
    assert(stdout.startsWith("sha256 "), stderr);
  });
});

Deno.test("stores, outputs, sources and files that are named are those of a reader's shell", async () => {
  await inTemporaryFolder(async (folder) => {
    const data = join(projectFolder, "data");
    const here = (name: string) => relative(data, `${folder}/${name}`);
    const made = await taskIn(
      data,
      ...["render", "figure-3a", "--profile=smoke"],
      ...["--set=linear-regression.models=BP", "--store", here("store")],
      ...["--outputs", here("out")],
    );
    assertEquals(made.code, 0, made.stderr);
    assertStringIncludes(made.stdout, "out/figures/figure-3a.svg");
    await Deno.stat(`${folder}/out/figures/figure-3a.svg`);
    await Deno.stat(`${folder}/store/v1`);

    const drawn = await taskIn(
      data,
      ...["graph", "figure-3a", "--store", here("store")],
      ...["--output", here("graph.mmd")],
    );
    assertEquals(drawn.code, 0, drawn.stderr);
    assert((await Deno.stat(`${folder}/graph.mmd`)).size > 0);

    const cleaned = await taskIn(data, "clean", "--outputs", here("out"));
    assertEquals(cleaned.code, 0, cleaned.stderr);
    assertStringIncludes(cleaned.stdout, "/out\n");

    await Deno.mkdir(`${folder}/none`);
    const fetched = await taskIn(
      data,
      ...["fetch", "--store", here("store"), "--source", here("none")],
    );
    assertEquals(fetched.code, 1);
    assertStringIncludes(fetched.stderr, `${folder}/none`);
  });
});
