import { assertEquals } from "@std/assert";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { rememberSources } from "../../../pipeline/engine/remember_sources.ts";
import {
  partsOf,
  type SourceParts,
} from "../../../pipeline/engine/source_parts.ts";

const files: Record<string, string> = {
  "lib/a.ts": "a; // one",
  "lib/b.js": "b;",
  "lib/c.wasm": "\0asm",
};

/** Remembers `code` in a memory that has `known`; gives what was read and what was remembered. */
async function remembered(code: Record<string, string>, known: string[] = []) {
  const read: string[] = [];
  const memory = new Map<string, SourceParts>();
  await rememberSources(new Map([["entry", code], ["other", code]]), {
    known: () => new Set(known),
    remember: (source, parts) =>
      Promise.resolve(void memory.set(source, parts)),
    read(path) {
      read.push(path);
      return Promise.resolve(new TextEncoder().encode(files[path]));
    },
  });
  return { read, memory };
}

const code: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, digestOf(text)]),
  ),
  "npm:pack@1.js": "sha512-p",
};

Deno.test("rememberSources() takes each script apart once, and neither packages nor binaries", async () => {
  const { read, memory } = await remembered(code);
  assertEquals(read, ["lib/a.ts", "lib/b.js"]);
  assertEquals(memory.get(digestOf("a; // one")), partsOf("a; // one"));
});

Deno.test("rememberSources() reads nothing that is known", async () => {
  const known = [code["lib/a.ts"], code["lib/b.js"]];
  assertEquals((await remembered(code, known)).read, []);
});

Deno.test("rememberSources() remembers nothing under the digest of other bytes", async () => {
  const { memory } = await remembered({ "lib/a.ts": digestOf("before") });
  assertEquals(memory.size, 0);
});
