/** The door for newcomers: the Dockerfile, and what editors open of it. */
import { assert, assertEquals } from "@std/assert";
import { dirname } from "node:path";
import devcontainer from "../../.devcontainer/devcontainer.json" with {
  type: "json",
};
import { projectFolder } from "../../pipeline/project.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

const linesOf = (file: string) =>
  Deno.readTextFileSync(`${projectFolder}/${file}`).trimEnd().split("\n");

/** An instruction of the Dockerfile: `RUN`, and what stands after it. */
interface Instruction {
  word: string;
  rest: string;
}

/** Its stages: each begins with `FROM`. */
const stages: Instruction[][] = [];
for (const line of linesOf("Dockerfile")) {
  const [, word, rest] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
  if (word === "FROM") stages.push([]);
  if (word) stages.at(-1)!.push({ word, rest });
  else assert(/^(#.*)?$/.test(line), line);
}

const named = (name: string) =>
  stages.find(([{ rest }]) => rest.endsWith(` AS ${name}`));

const restOf = (stage: Instruction[], wanted: string) =>
  stage.filter(({ word }) => word === wanted).map(({ rest }) => rest);

/** Sees that a shell takes a command; `$0` of it is the folder. */
async function succeeds(command: string, folder: string, options = "-ec") {
  const { success, stderr } = await new Deno.Command("sh", {
    args: [options, command, folder],
    cwd: folder,
    env: { PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}` },
  }).output();
  assert(success, `${command}: ${new TextDecoder().decode(stderr)}`);
}

Deno.test("the Dockerfile has at most twenty lines, begins with an image by its digest, and reproduces by default, not as root", () => {
  assert(linesOf("Dockerfile").length <= 20);
  const from = stages.map(([{ rest }]) => rest.split(" ")[0]);
  assert(/^node:\d+\.\d+\.\d+-\w+-slim@sha256:[0-9a-f]{64}$/.test(from[0]));
  for (const stage of from.slice(1)) assert(named(stage), stage);
  const last = stages.at(-1)!;
  assertEquals(last.at(-1), { word: "CMD", rest: '["make", "reproduce"]' });
  assertEquals(restOf(last, "USER"), ["node"]);
});

Deno.test("the line that keeps results mounts the folder in which the image makes them", () => {
  const mounts = linesOf("Dockerfile")
    .flatMap((line) => /^# docker run .*:(\/\S+)"/.exec(line)?.[1] ?? []);
  assertEquals(mounts, [`${restOf(stages.at(-1)!, "WORKDIR")[0]}/outputs`]);
});

Deno.test("the image leaves out packages and Deno of another system, and results", () => {
  const ignored = linesOf(".gitignore").map((line) => line.replace(/^\//, ""));
  const left = linesOf(".dockerignore");
  for (const made of left) assert(ignored.includes(made), made);
  for (const made of ["node_modules/", ".deno/", ".store/"]) {
    assert(left.includes(made), made);
  }
});

Deno.test("the image's steps are of this project: what it copies, what it runs, and a Deno that its own script finds", async () => {
  await inTemporaryFolder(async (folder) => {
    for (const stage of stages) {
      for (const run of restOf(stage, "RUN")) {
        await succeeds(run, folder, "-nc");
      }
    }
    const [copied, to] = restOf(stages[0], "COPY")[0].split(" ");
    await Deno.mkdir(`${folder}${to.slice(0, to.lastIndexOf("/"))}`, {
      recursive: true,
    });
    await Deno.copyFile(`${projectFolder}/${copied}`, folder + to);
    await Deno.mkdir(`${folder}/usr/local/bin`, { recursive: true });
    const runs = restOf(stages[0], "RUN").map((run) => run.split(" && ")[0]);
    const link = runs.find((run) => run.startsWith("ln "))!;
    await succeeds(link.replaceAll(" /", ' "$0"/'), folder);
    await succeeds('"$0"/usr/local/bin/deno --version', folder);
    await succeeds("make --dry-run reproduce", projectFolder);
  });
});

Deno.test("editors open the image with Python and pandas, as one who is not root, and are given no secret", () => {
  const { build, remoteUser, ...more } = devcontainer;
  const opened = named(build.target)!;
  assert(restOf(opened, "RUN").some((run) => run.includes("python3-pandas")));
  assertEquals([remoteUser], restOf(opened, "USER"));
  assertEquals(build.dockerfile, "../Dockerfile");
  // neither mounts nor variables, which bring what is the machine's into it
  assertEquals(Object.keys(more), [
    ...["name", "postCreateCommand", "customizations"],
  ]);
});
