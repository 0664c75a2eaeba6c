import { assertEquals, assertRejects } from "@std/assert";
import {
  type CodeEffects,
  codeOf,
  type ModuleGraph,
  type Reach,
  reachOf,
} from "../../../../pipeline/engine/graph/code.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";

/** Below a folder with a name of the project's own, and with what addresses write otherwise. */
const at = (path: string) => `file:///C:/pipeline/a%20b%20%231%2520/${path}`;

/** `entry` imports `used` and a package; `types` only for its types. */
const graph: ModuleGraph = {
  roots: [at("pipeline/entry.ts")],
  modules: [
    {
      specifier: at("pipeline/entry.ts"),
      dependencies: [
        { code: { specifier: at("lib/used.ts") } },
        {}, // import type
        { code: { specifier: "npm:pack@1" } },
      ],
    },
    {
      specifier: at("lib/used.ts"),
      dependencies: [{ code: { specifier: at("pipeline/entry.ts") } }],
    },
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

function effects(sources: Record<string, string>) {
  const asked: string[] = [];
  const memory = new Map<string, Record<string, Reach>>();
  const bytes = (text: string) => new TextEncoder().encode(text);
  const result: CodeEffects = {
    sources: () =>
      new Map(Object.entries(sources).map(([k, t]) => [k, bytes(t)])),
    moduleGraph(entry) {
      asked.push(entry);
      return Promise.resolve(graph);
    },
    recall: (digest) => Promise.resolve(memory.get(digest)),
    remember: (digest, reach) =>
      Promise.resolve(void memory.set(digest, reach)),
  };
  return { effects: result, asked, sources };
}

const sources = {
  "deno.lock": JSON.stringify({
    npm: {
      "pack@1.0.0": { integrity: "sha512-p" },
      "below@2.0.0": { integrity: "sha512-b" },
      "other@3.0.0": { integrity: "sha512-o" },
    },
  }),
  "pipeline/entry.ts": "entry",
  "lib/used.ts": "used",
  "lib/types.ts": "types",
};

Deno.test("reachOf() follows imports and packages, round and round, but not types", () => {
  assertEquals(reachOf("pipeline/entry.ts", graph), {
    files: ["lib/used.ts", "pipeline/entry.ts"],
    packages: ["below@2.0.0", "pack@1.0.0"],
  });
});

Deno.test("codeOf() gives files by digest and packages by the lock's integrity", async () => {
  const { effects: world } = effects(sources);
  const code = await codeOf(["pipeline/entry.ts"], world);
  assertEquals(code.get("pipeline/entry.ts"), {
    "lib/used.ts": digestOf("used"),
    "pipeline/entry.ts": digestOf("entry"),
    "npm:below@2.0.0": "sha512-b",
    "npm:pack@1.0.0": "sha512-p",
  });
});

Deno.test("codeOf() asks for the graph again only when a source has changed", async () => {
  const world = effects({ ...sources });
  await codeOf(["pipeline/entry.ts"], world.effects);
  await codeOf(["pipeline/entry.ts"], world.effects);
  assertEquals(world.asked.length, 1);
  world.sources["lib/used.ts"] = "used, but otherwise";
  const code = await codeOf(["pipeline/entry.ts"], world.effects);
  assertEquals(world.asked.length, 2);
  assertEquals(
    code.get("pipeline/entry.ts")!["lib/used.ts"],
    digestOf("used, but otherwise"),
  );
});

Deno.test("codeOf() refuses code whose digest it does not know", async () => {
  const { "lib/used.ts": _, ...without } = sources;
  await assertRejects(
    () => codeOf(["pipeline/entry.ts"], effects(without).effects),
    Error,
    "reaches lib/used.ts, whose digest is not known",
  );
});
