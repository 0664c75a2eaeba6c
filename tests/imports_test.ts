/**
 * The arrows between folders, as CONTRIBUTING.md and `pipeline/engine/README.md` draw
 * them: read from the sources by a parser, types apart from values.
 */
import { assertEquals } from "@std/assert";
import { parse } from "@babel/parser";
import { dirname, join, relative } from "node:path";
import { projectFolder } from "../pipeline/project.ts";
import { sourcesBelow } from "./support/sources_below.ts";

/** One module's import of another, both by their paths in the project, or of a package by its specifier. */
interface Import {
  from: string;
  to: string;
  isType: boolean;
}

const modules = [...sourcesBelow("lib"), ...sourcesBelow("pipeline")]
  .map((path) => {
    const { program, tokens } = parse(Deno.readTextFileSync(path), {
      sourceType: "module",
      tokens: true,
      plugins: ["typescript", "deferredImportEvaluation"],
    });
    return { path: relative(projectFolder, path), program, tokens: tokens! };
  });
const imports = modules.flatMap(({ path, program }) =>
  importsIn(program as unknown as Syntax).map(({ to, isType }): Import => ({
    from: path,
    to: to.startsWith(".") ? join(dirname(path), to) : to,
    isType,
  }))
);

type Syntax = { type: string; [field: string]: unknown };

/** What a syntax tree imports: by declarations, by calls and in types. */
function importsIn(tree: Syntax): Omit<Import, "from">[] {
  const { type, source, argument } = tree;
  const isType = [tree.importKind, tree.exportKind].includes("type") ||
    type === "TSImportType" || namesOnlyTypes(tree);
  const named = /^(Import|Export)/.test(type)
    ? source
    : type === "TSImportType"
    ? argument ?? source
    : null;
  const to = (named as { value?: unknown } | null)?.value;
  return [
    ...typeof to === "string" ? [{ to, isType }] : [],
    ...Object.values(tree).flat().filter(isSyntax).flatMap(importsIn),
  ];
}

function namesOnlyTypes({ specifiers }: Syntax): boolean {
  return Array.isArray(specifiers) && specifiers.length > 0 &&
    specifiers.every(({ importKind, exportKind }) =>
      importKind === "type" || exportKind === "type"
    );
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === "object" && value !== null && "type" in value;
}

/** The room of a module, among folders: the deepest that it is in; `undefined` if it is in none. */
function roomOf(path: string, rooms: readonly string[]): string | undefined {
  return rooms.filter((room) => path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Imports from a room to one that is not before it in a list of rooms and of such as are side by side. */
function backwards(
  imports: readonly Import[],
  order: readonly (string | string[])[],
): Import[] {
  const rooms = order.flat();
  const placeOf = (room: string) =>
    order.findIndex((entry) => [entry].flat().includes(room));
  return imports.filter(({ from, to }) => {
    const [a, b] = [roomOf(from, rooms), roomOf(to, rooms)];
    return a !== undefined && b !== undefined && a !== b &&
      placeOf(b) >= placeOf(a);
  });
}

/** Folders whose imports lead back to them. */
function cyclicFolders(imports: readonly Import[]): string[] {
  const edges = imports
    .map(({ from, to }) => [dirname(from), dirname(to)] as const)
    .filter(([from, to]) => from !== to);
  const reaches = (from: string, seen = new Set<string>()): Set<string> => {
    for (const [a, b] of edges) {
      if (a !== from || seen.has(b)) continue;
      seen.add(b);
      reaches(b, seen);
    }
    return seen;
  };
  return [...new Set(edges.map(([from]) => from))]
    .filter((folder) => reaches(folder).has(folder)).sort();
}

const isIn = (path: string, folder: string) => path.startsWith(`${folder}/`);
const isFile = ({ to }: Import) => /^(lib|pipeline|data)\/|\.json$/.test(to);
const values = imports.filter(({ isType }) => !isType);
const files = imports.filter(isFile);

Deno.test("imports are found, those of types apart", () => {
  const [a, b] = ["type", "value"].map((kind) =>
    imports.filter(({ isType }) => isType === (kind === "type")).length
  );
  assertEquals([a > 100, b > 500], [true, true], `${a} types, ${b} values`);
});

Deno.test("folders import values one way only", () => {
  assertEquals(cyclicFolders(values.filter(isFile)), []);
});

Deno.test("each room of lib/ imports those before it, of values and types", () => {
  const order = [
    ...["io", "linalg", "random", "kernels", "network", "feedback"],
    ...["datasets", "rules", "experiments", "statistics", "claims"],
    "explorables",
  ].map((room) => `lib/${room}`);
  assertEquals(backwards(files, order), []);
  const unplaced = modules.map(({ path }) => path)
    .filter((path) => isIn(path, "lib") && !roomOf(path, order));
  assertEquals(unplaced, []);
});

Deno.test("each room of pipeline/ imports values of those before it", () => {
  const order = [
    ...["engine", "backends", "figures", "studies", "formats"],
    ...["", "report", "nodes"],
  ].map((room) => room ? `pipeline/${room}` : "pipeline");
  assertEquals(backwards(values, order), []);
});

Deno.test("each room of the engine imports those before it, of values and types", () => {
  const side = ["archive", "lock", "provenance", "diagram", "terminal"];
  const before = ["text", "files", "graph", "store", "remote", "sandbox"];
  const order = [...before, "run", "plan", "slurm", side, "cli"].map((entry) =>
    Array.isArray(entry)
      ? entry.map((room) => `pipeline/engine/${room}`)
      : `pipeline/engine/${entry}`
  );
  assertEquals(backwards(files, order), []);
  const unplaced = modules.map(({ path }) => path)
    .filter((path) =>
      isIn(path, "pipeline/engine") && !roomOf(path, order.flat())
    );
  assertEquals(unplaced, []);
});

Deno.test("lib/ and the engine import no file outside themselves, and so never meet", () => {
  for (const folder of ["lib", "pipeline/engine"]) {
    const outward = files
      .filter(({ from, to }) => isIn(from, folder) && !isIn(to, folder));
    assertEquals(outward, []);
  }
});

/** What may be imported by more than one module, and why. */
const manyDoors: [specifier: RegExp, because: string][] = [
  [/^node:/, "it is Deno's own"],
  [/^@std\//, "it is Deno's own library"],
  [/^pure-rand\//, "its generators stand apart: one is NumPy's, one is not"],
  [/^valibot$/, "settings are described where they are used"],
];

Deno.test("each package has one door: one module imports it", () => {
  const doors = new Map<string, Set<string>>();
  for (const { from, to } of imports.filter((found) => !isFile(found))) {
    if (manyDoors.some(([specifier]) => specifier.test(to))) continue;
    const name = /^(@[^/]+\/)?[^/]+/.exec(to)![0];
    doors.set(name, (doors.get(name) ?? new Set()).add(from));
  }
  const many = [...doors].filter(([, modules]) => modules.size > 1);
  assertEquals(many, []);
});

/** Names by which a program reaches the clock, the terminal, files, the network, or chance. */
const world = [
  ...["Date", "Deno", "EventSource", "Temporal", "WebSocket", "Worker"],
  ...["alert", "caches", "confirm", "console", "crypto", "fetch"],
  ...["globalThis", "localStorage", "location", "navigator", "performance"],
  ...["process", "prompt", "self", "sessionStorage", "setInterval"],
  ...["setTimeout", "window"],
];

Deno.test("lib/ reaches neither clock, terminal, files, network nor chance", () => {
  const found = modules.filter(({ path }) => isIn(path, "lib"))
    .flatMap(({ path, tokens }) =>
      tokens.flatMap(({ type, value }, i) => {
        if (type.label !== "name") return [];
        const isMember = [".", "?."].includes(tokens[i - 1]?.type.label);
        const isWorld = world.includes(value) && !isMember;
        return isWorld || isMember && value === "random"
          ? [`${path}: ${value}`]
          : [];
      })
    );
  assertEquals(found, []);
});

Deno.test("lib/ imports of Deno's and Node's own nothing that reaches the world", () => {
  const reaching = imports.filter(({ from, to }) =>
    isIn(from, "lib") && /^node:/.test(to)
  );
  assertEquals(reaching, []);
});

Deno.test("pipeline/ has at most ten files of its own, for its reader", () => {
  const loose = modules.map(({ path }) => path)
    .filter((path) => dirname(path) === "pipeline");
  assertEquals(loose.length <= 10, true, loose.join("\n"));
});
