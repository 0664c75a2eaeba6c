import { assert, assertEquals } from "@std/assert";
import { TextLineStream } from "@std/streams/text-line-stream";
import { Store } from "../../pipeline/engine/store/store.ts";
import { commandIn, commandLine } from "../support/command_line.ts";
import { copyProject } from "../support/copy_project.ts";
import { onPath } from "../support/on_path.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { testUnless } from "../support/test_unless.ts";

const engines = {
  make: ["-j2", "-k", "-f"],
  snakemake: ["-j2", "-k", "--nolock", "--rerun-incomplete", "-s"],
};

const wanted = [
  ...["linear-regression", "--profile=smoke", "--seeds=0-1"],
  "--set=linear-regression.models=BP,FA,PBP",
];

for (const [engine, options] of Object.entries(engines)) {
  testUnless(
    onPath(engine) ? undefined : `there is no ${engine}`,
    `${engine} runs a plan in any folder, without deno on the PATH, goes on after it was killed, and makes the digests of a run`,
    async () => {
      await inTemporaryFolder(async (folder) => {
        const project = `${folder}/project`;
        await Deno.mkdir(project);
        await copyProject(project);
        // a shell may know Deno by an alias, which others do not
        const bin = `${folder}/bin`;
        await Deno.mkdir(bin);
        const none = { mode: 0o755 };
        await Deno.writeTextFile(`${bin}/deno`, "#!/bin/sh\nexit 127", none);
        const places = [`--store=${folder}/store`, `--output=${folder}/plan`];
        const plan = async () => {
          const words = ["plan", ...wanted, ...places, `--format=${engine}`];
          const { code, stderr } = await commandIn(project, ...words).output();
          const said = new TextDecoder().decode(stderr);
          assertEquals(code, 0, said);
          return said;
        };
        await plan();
        const start = () =>
          new Deno.Command(engine, {
            args: [...options, `${folder}/plan`],
            cwd: folder,
            env: { NO_COLOR: "1", PATH: `${bin}:${Deno.env.get("PATH")}` },
            stdout: "piped",
            stderr: "null",
            detached: true,
          }).spawn();
        const linesOf = ({ stdout }: Deno.ChildProcess) =>
          stdout.pipeThrough(new TextDecoderStream())
            .pipeThrough<string>(new TextLineStream());
        const named = (lines: readonly string[], what: string) =>
          lines.filter((line) => line.includes(`: ${what}`))
            .map((line) => line.split(":")[0]);

        await using killed = start();
        const before: string[] = [];
        for await (const line of linesOf(killed)) {
          before.push(line);
          if (named(before, "done in").length < 3) continue;
          // the engine, and all that it has started
          Deno.kill(-killed.pid, "SIGKILL");
          break;
        }
        await killed.status;

        await using rest = start();
        const after = await Array.fromAsync(linesOf(rest));
        assertEquals((await rest.status).code, 0, after.join("\n"));
        const done = named(before, "done in");
        const again = named(after, "running");
        assertEquals(again.filter((name) => done.includes(name)), []);
        assert(
          (await plan()).endsWith("nodes are fresh: there is nothing to run\n"),
        );

        const made = [`--store=${smokeStore(folder)}`, `--outputs=${folder}/o`];
        const run = await commandLine("aggregate", ...wanted, ...made);
        assertEquals(run.code, 0, run.stderr);
        const theirs = (await Store.open(`${folder}/store`)).records;
        const ours = (await Store.open(smokeStore(folder))).records;
        for (const { key, node, outputs } of theirs.all()) {
          assertEquals(ours.read(key)?.outputs, outputs, node);
        }
      });
    },
  );
}
