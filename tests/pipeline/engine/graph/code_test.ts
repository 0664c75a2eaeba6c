import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  type CodeEffects,
  type ModuleGraph,
  type Reach,
  reachOf,
  readCode,
} from "../../../../pipeline/engine/graph/code.ts";
import { digestOfTokens } from "../../../../pipeline/engine/graph/tokens.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";

/** Below a folder with a name of the project's own, and with what addresses write otherwise. */
const at = (path: string) => `file:///C:/pipeline/a%20b%20%231%2520/${path}`;

/** `entry` imports `used`, data and a package; `types` only for its types; `both` as code and as text. */
const graph: ModuleGraph = {
  roots: [at("pipeline/entry.ts")],
  modules: [
    {
      specifier: at("pipeline/entry.ts"),
      dependencies: [
        { code: { specifier: at("lib/used.ts") } },
        { code: { specifier: at("lib/text.ts") }, assertionType: "text" },
        { code: { specifier: at("lib/both.ts") }, assertionType: "text" },
        { code: { specifier: at("lib/a.dat") }, assertionType: "bytes" },
        { code: { specifier: at("lib/a.wasm") } },
        { code: { specifier: at("lib/a.json") }, assertionType: "json" },
        {}, // import type
        { code: { specifier: "npm:pack@1" } },
      ],
    },
    {
      specifier: at("lib/used.ts"),
      dependencies: [
        { code: { specifier: at("pipeline/entry.ts") } },
        { code: { specifier: at("lib/both.ts") } },
      ],
    },
    { specifier: at("lib/text.ts") },
    {
      specifier: at("lib/both.ts"),
      dependencies: [{ code: { specifier: at("lib/below.ts") } }],
    },
    { specifier: at("lib/below.ts") },
    { specifier: at("lib/a.dat") },
    { specifier: at("lib/a.wasm") },
    { specifier: at("lib/a.json") },
    { specifier: at("lib/types.ts") },
    { specifier: "npm:/pack@1", npmPackage: "pack@1.0.0" },
  ],
  redirects: { "npm:pack@1": "npm:/pack@1" },
  npmPackages: {
    "pack@1.0.0": { dependencies: ["below@2.0.0"] },
    "below@2.0.0": { dependencies: ["pack@1.0.0"] },
    "other@3.0.0": { dependencies: [] },
  },
};

const sources = {
  "deno.lock": JSON.stringify({
    npm: {
      "pack@1.0.0": { integrity: "sha512-p" },
      "below@2.0.0": { integrity: "sha512-b" },
      "other@3.0.0": { integrity: "sha512-o" },
    },
  }),
  "deno.json": "{}",
  "pipeline/entry.ts": "entry;",
  "lib/used.ts": "used;",
  "lib/module.ts": "module;",
  "lib/types.ts": "types;",
  "lib/text.ts": "text;",
  "lib/both.ts": "both;",
  "lib/below.ts": "below;",
  "lib/a.dat": "\r\n",
  "lib/a.wasm": "\r\n",
  "lib/a.json": "{}",
};

/** `module` imports `used` as text. */
const moduleGraph: ModuleGraph = {
  roots: [at("lib/module.ts")],
  modules: [{
    specifier: at("lib/module.ts"),
    dependencies: [
      { code: { specifier: at("lib/used.ts") }, assertionType: "text" },
    ],
  }, { specifier: at("lib/used.ts") }],
  redirects: {},
  npmPackages: {},
};

const bytes = (text: string) => new TextEncoder().encode(text);
const tokens = (text: string) => digestOfTokens(bytes(text), "a.ts");

/** A project with these files, and what is asked of Deno about it. */
function world(files: Partial<typeof sources> = sources) {
  const present = new Map(Object.entries(files));
  const modified = new Map<string, number>();
  const asked: string[] = [];
  const memory = new Map<string, Reach>();
  const effects: CodeEffects = {
    read(path) {
      const text = present.get(path);
      if (text === undefined) return undefined;
      return { content: bytes(text), modified: modified.get(path) ?? 0 };
    },
    moduleGraph(program) {
      asked.push(program);
      return Promise.resolve(program === entry ? graph : moduleGraph);
    },
    recall: (entry) => memory.get(entry),
    remember: (entry, reach) => void memory.set(entry, reach),
  };
  const read = () => readCode([node, framed], effects);
  return { read, asked, files: present, modified };
}

const entry = "pipeline/entry.ts";
const node = { entry };
/** What a frame runs: a module that takes `used` as text. */
const framed = { entry: "lib/module.ts", frame: entry };

Deno.test("reachOf() follows imports and packages, round and round, but not types", () => {
  const { kinds, packages } = reachOf(entry, graph);
  assertEquals(
    Object.fromEntries(kinds),
    {
      "pipeline/entry.ts": "script",
      "lib/used.ts": "script",
      "lib/text.ts": "text",
      "lib/both.ts": "text",
      "lib/below.ts": "script",
      "lib/a.dat": "bytes",
      "lib/a.wasm": "bytes",
      "lib/a.json": "text",
    },
  );
  assertEquals(packages, ["below@2.0.0", "pack@1.0.0"]);
});

Deno.test("readCode() gives scripts by their tokens, other files by their bytes and packages by the lock's integrity", async () => {
  const code = await world().read();
  assertEquals(code.of(node), {
    "lib/a.dat": digestOf("\r\n"),
    "lib/a.json": digestOf("{}"),
    "lib/a.wasm": digestOf("\r\n"),
    "lib/below.ts": tokens("below;"),
    "lib/both.ts": digestOf("both;"),
    "lib/text.ts": digestOf("text;"),
    "lib/used.ts": tokens("used;"),
    "pipeline/entry.ts": tokens("entry;"),
    "npm:below@2.0.0": "sha512-b",
    "npm:pack@1.0.0": "sha512-p",
  });
});

Deno.test("readCode() gives the same code where a checkout has other line ends, and where comments differ", async () => {
  const { read, files } = world();
  const code = (await read()).of(node);
  files.set("lib/used.ts", "// more\r\nused;\r\n");
  assertEquals((await read()).of(node), code);
  const textDigest = async (text: string) => {
    files.set("lib/text.ts", text);
    return (await read()).of(node)["lib/text.ts"];
  };
  assertEquals(await textDigest("é\r\n\r\nb\r"), digestOf("é\n\nb\r"));
  files.set("lib/text.ts", "text; // more");
  assert((await read()).of(node)["lib/text.ts"] !== code["lib/text.ts"]);
});

Deno.test("readCode() asks for the graph again only when a file that is reached has changed", async () => {
  const { read, asked, files } = world();
  await read();
  files.set("lib/types.ts", "others;");
  await read();
  assertEquals(asked.length, 2);
  files.set("lib/used.ts", "used, but otherwise;");
  const code = await read();
  assertEquals(asked.length, 4);
  assertEquals(code.of(node)["lib/used.ts"], tokens("used, but otherwise;"));
  for (const path of ["deno.json", "deno.lock"]) {
    files.set(path, files.get(path) + " ");
    await read();
  }
  assertEquals(asked.length, 7);
});

Deno.test("readCode() does not remember a graph that a file may be newer than", async () => {
  const { read, asked, modified } = world();
  modified.set("lib/used.ts", Date.now() + 1000);
  await read();
  await read();
  assertEquals(asked.length, 4);
});

Deno.test("readCode() refuses code whose digest it does not know", async () => {
  const { "lib/used.ts": _, ...without } = sources;
  await assertRejects(
    () => world(without).read(),
    Error,
    "reaches lib/used.ts, which is not there",
  );
});

Deno.test("editedSince() compares as keys do: scripts by their tokens", async () => {
  const { read, files } = world();
  const code = await read();
  assertEquals(code.editedSince(node), undefined);
  files.set("lib/used.ts", "used; // more");
  files.set("lib/types.ts", "others;");
  assertEquals(code.editedSince(node), undefined);
  files.set("lib/both.ts", "both; // more");
  assertEquals(code.editedSince(node), "lib/both.ts");
  files.set("lib/both.ts", "both;");
  files.set("lib/used.ts", "others;");
  assertEquals(code.editedSince(node), "lib/used.ts");
  files.delete("lib/used.ts");
  assertEquals(code.editedSince(node), "lib/used.ts");
});

Deno.test("readCode() gives a frame's code and that of the module it runs together", async () => {
  const { read, files } = world();
  const code = await read();
  assertEquals(code.of(framed), {
    ...code.of(node),
    "lib/module.ts": tokens("module;"),
    "lib/used.ts": digestOf(tokens("used;") + digestOf("used;")),
  });
  assertEquals(code.editedSince(framed), undefined);
  files.set("lib/module.ts", "others;");
  assertEquals(code.editedSince(framed), "lib/module.ts");
  assertEquals(code.editedSince(node), undefined);
});

Deno.test("of() refuses a program whose code is not known", async () => {
  const code = await world().read();
  assertThrows(
    () => code.of({ entry: "none.ts" }),
    Error,
    "the code of none.ts is not known",
  );
});
