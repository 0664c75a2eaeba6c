import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  audit,
  type Ending,
  type Execution,
  localExecutor,
  sandboxOf,
} from "../../../../pipeline/engine/sandbox/executor.ts";
import { nodeOf } from "../node_of.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { projectFolder } from "../../../../pipeline/project.ts";

const leaver = import.meta.dirname + "/leave_busy_node.ts";

/** Runs a program of `tests/pipeline/engine/sandbox/programs/` as a node. */
async function execute(
  program: string,
  { frame, ...more }: Partial<Execution> & { frame?: string } = {},
) {
  return await inTemporaryFolder(async (folder) => {
    const [outputs, checkpoint] = [`${folder}/outputs`, `${folder}/progress`];
    const inputs = `${folder}/inputs`;
    await Deno.mkdir(inputs);
    await Deno.mkdir(outputs);
    await Deno.mkdir(checkpoint);
    await Deno.writeTextFile(`${inputs}/input`, "an input");
    await Deno.writeTextFile(`${folder}/secret`, "not an input");
    const told: string[] = [];
    const ending = await localExecutor(projectFolder)({
      node: nodeOf("train/x", {
        entry: `tests/pipeline/engine/sandbox/programs/${program}.ts`,
        ...frame &&
          { frame: `tests/pipeline/engine/sandbox/programs/${frame}.ts` },
        inputs: { input: { node: "y", output: "out" } },
        settings: { attempt: more.node?.name ?? "", folder },
        seed: more.node ? more.node.seed : 7,
      }),
      inputs,
      outputs,
      checkpoint,
      onProgress: more.onProgress ??
        ((done, total, unit) => told.push(`${done}/${total} ${unit}`)),
      signal: more.signal ?? new AbortController().signal,
    });
    const written = [...Deno.readDirSync(outputs)].map(({ name }) => name);
    const out = written.includes("out")
      ? await Deno.readTextFile(`${outputs}/out`)
      : null;
    return { ending, told, written, out };
  });
}

function messageOf(ending: Ending): string {
  return ending.ok ? "it ended well" : ending.message;
}

const attempt = (name: string) => execute("trespass", { node: nodeOf(name) });

Deno.test("localExecutor() gives a node its settings, seed and inputs, and takes its outputs", async () => {
  const { ending, told, out } = await execute("copy");
  assertEquals(ending, { ok: true, hints: [] });
  assertEquals(told, ["1/2 steps", "2/2 steps"]);
  assertEquals(out, "an input, seed 7");
});

Deno.test("localExecutor() lets a frame run a module that it has no permission to read", async () => {
  const { ending, out } = await execute("doubled", { frame: "frame" });
  assertEquals(ending, { ok: true, hints: [] });
  assertEquals(out, "an inputan input");
});

Deno.test("localExecutor() passes on what a node notes of its result", async () => {
  const { ending } = await execute("note");
  assertEquals(ending, {
    ok: true,
    hints: [],
    notes: ["stopped early", "and late"],
  });
});

Deno.test("localExecutor() passes on the sentence with which a node fails", async () => {
  const { ending } = await execute("fail");
  assertEquals(ending, { ok: false, message: "Cannot go on: it is late" });
});

Deno.test("a node that asks for a seed which it was not given fails", async () => {
  const { ending } = await execute("copy", {
    node: nodeOf("", { seed: null }),
  });
  assertStringIncludes(
    messageOf(ending),
    "Internal error: node train/x has no seed",
  );
});

Deno.test("localExecutor() shows what a node that breaks has to say", async () => {
  const { ending } = await execute("break");
  const message = messageOf(ending);
  assertStringIncludes(message, "exit code 1");
  assertStringIncludes(message, "broken for a test");
});

for (
  const [name, permission] of [
    ["read outside", "read"],
    ["write outside", "write"],
    ["overwrite an input", "write"],
    ["remove an input", "write"],
    ["rename an input", "write"],
    ["give an input a name that it can write", "write"],
    ["make an input writable", "write"],
    ["add an input", "write"],
    ["open a socket", "net"],
    ["read the environment", "env"],
    ["start a process", "run"],
    ["load a library", "ffi"],
  ]
) {
  Deno.test(`a node cannot ${name}`, async () => {
    const { ending } = await attempt(name);
    assertEquals(ending, {
      ok: false,
      message: `refused: NotCapable, ${permission}`,
    });
  });
}

Deno.test("a node that swallows the refusal of a read is found out", async () => {
  const { ending } = await attempt("read outside, quietly");
  assertStringIncludes(messageOf(ending), "Cannot trust it: it tried to read");
  assertStringIncludes(messageOf(ending), "secret, which it does not declare");
});

Deno.test("an input that is never read is hinted at", async () => {
  const { ending, written } = await attempt("nothing");
  assertEquals(ending, { ok: true, hints: ["it never read input"] });
  assertEquals(written, []);
});

Deno.test("localExecutor() stops a node when asked", async () => {
  const stop = new AbortController();
  const { ending } = await execute("wait", {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  assertStringIncludes(messageOf(ending), "SIGTERM");
});

Deno.test("a node that is busy ends with the program that runs it", async () => {
  await inTemporaryFolder(async (folder) => {
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--frozen", "--allow-all", leaver, folder],
      stdin: "null",
    }).output();
    assertEquals(code, 130);
    // the node holds a lock until it is gone, and after a minute says that it was left alone
    using file = await Deno.open(`${folder}/outputs/busy`, { write: true });
    await file.lock(true);
    const written = [...Deno.readDirSync(`${folder}/outputs`)];
    assertEquals(written.map(({ name }) => name), ["busy"]);
  });
});

Deno.test("sandboxOf() refuses a source folder whose path has a comma", () => {
  const node = nodeOf("fetch/x", { resources: { source: "/data/a,/etc" } });
  assertThrows(
    () => sandboxOf({ ...execution, node }, projectFolder),
    RangeError,
    "a path with a comma",
  );
});

const execution: Execution = {
  node: nodeOf("fetch/x", {
    needs: ["one", "below/two"],
    resources: { source: "/data" },
  }),
  inputs: "/store/tmp/x/inputs",
  outputs: "/store/tmp/x/outputs",
  checkpoint: "/store/checkpoint/x",
  onProgress() {},
  signal: new AbortController().signal,
};

const lineOf = (value?: string) =>
  JSON.stringify({ v: 1, permission: "read", value });
const reads = (...paths: string[]) =>
  audit(paths.map(lineOf).join("\n"), execution);

Deno.test("audit() reads a log line by line, and passes over a torn one", () => {
  const undeclaredIn = (log: string) => audit(log, execution).undeclared;
  const log = `${lineOf("/a")}\n{"v":1,"permission":"env"}\n{"v":1,"pe`;
  assertEquals(undeclaredIn(log), ["/a"]);
  assertEquals(undeclaredIn(lineOf()), ["/"]);
  assertEquals(undeclaredIn(""), []);
});

Deno.test("audit() is content with inputs, the source and the node's own folders", () => {
  const undeclared: string[] = [], unread: string[] = [];
  assertEquals(
    reads(
      ...["/store/tmp/x/inputs/one", "../inputs/below/two", "./out"],
      ...["/data/images.gz", "../../../checkpoint/x/state"],
      "/project/node_modules",
    ),
    { undeclared, unread },
  );
});

Deno.test("audit() finds what is read and not declared, and what is declared and not read", () => {
  const inputs = "/store/tmp/x/inputs";
  assertEquals(
    reads(`${inputs}/one`, inputs, `${inputs}/other`, "/etc/hosts"),
    {
      undeclared: [inputs, `${inputs}/other`, "/etc/hosts"],
      unread: ["below/two"],
    },
  );
});
