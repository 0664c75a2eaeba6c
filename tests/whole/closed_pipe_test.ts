import { assert, assertEquals } from "@std/assert";
import { commandsOf } from "../../pipeline/engine/cli/cli.ts";
import { pipeline } from "../../pipeline/main.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { commandLine, commandOf, programOf } from "../support/command_line.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

/** Runs a command of which nobody reads one of the streams, from its first letter on; its exit code and what the other got. */
async function unread(stream: "stdout" | "stderr", ...words: string[]) {
  const child = new Deno.Command("sh", {
    args: ["-c", 'read -r go; exec "$@"', "sh", ...programOf(...words)],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await child[stream].cancel();
  const go = child.stdin.getWriter();
  await go.write(new TextEncoder().encode("\n"));
  await go.close();
  const other = stream === "stdout" ? child.stderr : child.stdout;
  const text = await new Response(other).text();
  return { code: (await child.status).code, text };
}

Deno.test("every command ends quietly with 141 where nobody reads what it prints", async () => {
  await inTemporaryFolder(async (folder) => {
    const outputs = `--outputs=${folder}/outputs`;
    const store = `--store=${smokeStore(folder)}`;
    const smoke = ["--profile=smoke", store];
    const drawn = ["render", "figure-3a", ...smoke, outputs];
    const made = await commandLine(...drawn);
    assertEquals(made.code, 0, made.stderr);

    const lock = `${projectFolder}/outputs/smoke.lock.json`;
    const wordsOf: Record<string, string[]> = {
      reproduce: ["--dry-run", ...smoke],
      fetch: [store],
      train: ["linear-regression/BP", ...smoke, outputs],
      aggregate: ["linear-regression", ...smoke, outputs],
      render: drawn.slice(1),
      report: ["--dry-run", ...smoke],
      sweep: ["linear-regression", "--grid=eta=1", "--dry-run", ...smoke],
      status: smoke,
      plan: ["--format=make", ...smoke], // has a head, were there nothing to run
      node: ["initialise/linear-regression/seed-0", ...smoke],
      cancel: [store],
      why: ["figure-3a", ...smoke],
      graph: smoke,
      table: ["linear-regression", ...smoke, outputs],
      export: ["linear-regression", ...smoke, `-o${folder}/results`],
      compare: ["--help"],
      config: ["--profile=smoke"],
      trace: [`${folder}/outputs/figures/figure-3a.svg`, store],
      verify: ["--help"],
      lock: ["--help"],
      challenge: [lock, lock],
      pack: ["--help"],
      unpack: ["--help"],
      settings: [],
      gc: ["--older-than=9d", "--dry-run", store],
      clean: [outputs],
    };
    assertEquals(
      Object.keys(wordsOf).sort(),
      commandsOf(pipeline).map(({ name }) => name).sort(),
    );
    const ends = async (...words: string[]) => {
      const { code, text } = await unread("stdout", ...words);
      assertEquals(code, 141, words.join(" ") + text);
      assert(!/error|^ +at /im.test(text), text); // but a table's run may be told
    };
    const names = Object.keys(wordsOf);
    const helps = names.map((name) => [name, "--help"]);
    await Promise.all(
      [[], ["--help"], ["--version"], ...helps].map((words) => ends(...words)),
    );
    for (const name of names) await ends(name, ...wordsOf[name]);
  });
});

Deno.test("a command ends with 141 where nobody reads its errors or its progress", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = `--store=${folder}/store`;
    const outputs = `--outputs=${folder}/outputs`;
    for (
      const words of [
        ["no-such-command"],
        ["table", "linear-regression", "--profile=smoke", store, outputs],
        ["verify", "--profile=smoke", store, outputs],
      ]
    ) assertEquals(await unread("stderr", ...words), { code: 141, text: "" });
  });
});

Deno.test("a run that nobody reads any more stops, and keeps what had finished", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = [
      `--store=${folder}/store`,
      "--profile=paper",
      "--set=mnist-classification.epochs=15",
    ];
    const child = commandOf(
      ...["train", "mnist-classification/BP", "--jobs=1", "--log=json"],
      ...words,
    ).spawn();
    const errors = new Response(child.stderr).text();
    let text = "";
    for await (
      const chunk of child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      text += chunk;
      if (/"progress".*train/.test(text)) break; // which closes the pipe
    }
    assertEquals([(await child.status).code, await errors], [141, ""]);

    const { stdout } = await commandLine("status", ...words);
    assert(/^fresh +fetch\/mnist/m.test(stdout), stdout);
    assert(/^missing +train\/mnist-classification\/BP/m.test(stdout), stdout);
    // what a run leaves that did not end by itself
    for (const part of ["tmp", "lease"]) {
      assertEquals([...Deno.readDirSync(`${folder}/store/v1/${part}`)], []);
    }
  });
});
