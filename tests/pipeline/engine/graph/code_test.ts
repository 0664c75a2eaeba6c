import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  type ModuleGraph,
  readCode,
} from "../../../../pipeline/engine/graph/code.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { digestOfTokens } from "../../../../pipeline/engine/graph/tokens.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";

/**
 * `entry` imports `used`, data and a package; `types` only for its types; `both` as code and as text.
 * `module` imports `used` as text.
 */
const graphOf = (at: (path: string) => string): ModuleGraph => ({
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
    {
      specifier: at("lib/module.ts"),
      dependencies: [
        { code: { specifier: at("lib/used.ts") }, assertionType: "text" },
      ],
    },
    { specifier: "npm:/pack@1", npmPackage: "pack@1.0.0" },
  ],
  redirects: { "npm:pack@1": "npm:/pack@1" },
  npmPackages: {
    "pack@1.0.0": { dependencies: ["below@2.0.0"] },
    "below@2.0.0": { dependencies: ["pack@1.0.0"] },
    "other@3.0.0": { dependencies: [] },
  },
});

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

const bytes = (text: string) => new TextEncoder().encode(text);
const tokens = (text: string) => digestOfTokens(bytes(text), "a.ts");

/** Works with a project of these files, and what is asked of Deno about it. */
async function inWorld(
  work: (world: {
    read: () => ReturnType<typeof readCode>;
    asked: string[][];
    write: (path: keyof typeof sources, text: string, modified?: Date) => void;
    remove: (path: keyof typeof sources) => void;
  }) => Promise<void>,
) {
  await inTemporaryFolder(async (folder) => {
    // with a name of the project's own, and with what addresses write otherwise
    const project = `${await Deno.realPath(folder)}/pipeline/a b #1%20`;
    const urlOf = (path: string) => pathToFileURL(`${project}/${path}`).href;
    const asked: string[][] = [];
    const write = (path: string, text: string, modified = new Date(0)) => {
      Deno.mkdirSync(dirname(`${project}/${path}`), { recursive: true });
      Deno.writeTextFileSync(`${project}/${path}`, text);
      Deno.utimeSync(`${project}/${path}`, modified, modified);
    };
    for (const [path, text] of Object.entries(sources)) write(path, text);
    const read = () =>
      readCode([node, framed], {
        project,
        memory: `${folder}/memory`,
        moduleGraph(programs) {
          asked.push(programs.map((url) => url.slice(urlOf("").length)));
          return Promise.resolve(graphOf(urlOf));
        },
      });
    const remove = (path: string) => Deno.removeSync(`${project}/${path}`);
    await work({ read, asked, write, remove });
  });
}

const entry = "pipeline/entry.ts";
const node = { entry };
/** What a frame runs: a module that takes `used` as text. */
const framed = { entry: "lib/module.ts", frame: entry };

Deno.test("readCode() follows imports and packages, but not types, and gives scripts by their tokens, other files by their bytes and packages by the lock's integrity", async () => {
  await inWorld(async ({ read }) => {
    assertEquals((await read()).of(node), {
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
});

Deno.test("readCode() gives the same code where a checkout has other line ends, and where comments differ", async () => {
  await inWorld(async ({ read, write }) => {
    const code = (await read()).of(node);
    write("lib/used.ts", "// more\r\nused;\r\n");
    assertEquals((await read()).of(node), code);
    const textDigest = async (text: string) => {
      write("lib/text.ts", text);
      return (await read()).of(node)["lib/text.ts"];
    };
    assertEquals(await textDigest("é\r\n\r\nb\r"), digestOf("é\n\nb\r"));
    assert(await textDigest("text; // more") !== code["lib/text.ts"]);
  });
});

Deno.test("readCode() asks for all that it does not know at once, and again only when a file that is reached has changed", async () => {
  await inWorld(async ({ read, asked, write }) => {
    await read();
    write("lib/types.ts", "others;");
    await read();
    const both = ["pipeline/entry.ts", "lib/module.ts"];
    assertEquals(asked, [both]);
    write("lib/used.ts", "used, but otherwise;");
    const code = await read();
    assertEquals(asked, [both, both]);
    assertEquals(code.of(node)["lib/used.ts"], tokens("used, but otherwise;"));
    write("lib/module.ts", "module, but otherwise;");
    await read();
    for (const path of ["deno.json", "deno.lock"] as const) {
      write(path, sources[path] + " ");
      await read();
    }
    assertEquals(asked.length, 5);
  });
});

Deno.test("readCode() does not remember a graph that a file may be newer than", async () => {
  await inWorld(async ({ read, asked, write }) => {
    write("lib/used.ts", "used;", new Date(Date.now() + 1000));
    await read();
    await read();
    assertEquals(asked.length, 2);
  });
});

Deno.test("readCode() refuses code whose digest it does not know", async () => {
  await inWorld(async ({ read, remove }) => {
    remove("lib/used.ts");
    await assertRejects(read, Error, "lib/used.ts is not there");
  });
});

Deno.test("editedSince() compares as keys do: scripts by their tokens", async () => {
  await inWorld(async ({ read, write, remove }) => {
    const code = await read();
    assertEquals(code.editedSince(node), undefined);
    write("lib/used.ts", "used; // more");
    write("lib/types.ts", "others;");
    assertEquals(code.editedSince(node), undefined);
    write("lib/both.ts", "both; // more");
    assertEquals(code.editedSince(node), "lib/both.ts");
    write("lib/both.ts", "both;");
    write("lib/used.ts", "others;");
    assertEquals(code.editedSince(node), "lib/used.ts");
    remove("lib/used.ts");
    assertEquals(code.editedSince(node), "lib/used.ts");
  });
});

Deno.test("readCode() gives a frame's code and that of the module it runs together", async () => {
  await inWorld(async ({ read, write }) => {
    const code = await read();
    assertEquals(code.of(framed), {
      ...code.of(node),
      "lib/module.ts": tokens("module;"),
      "lib/used.ts": digestOf("used;"),
    });
    assertEquals(code.editedSince(framed), undefined);
    write("lib/module.ts", "others;");
    assertEquals(code.editedSince(framed), "lib/module.ts");
    assertEquals(code.editedSince(node), undefined);
  });
});
