import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { rememberSources } from "../../../../pipeline/engine/run/remember_sources.ts";

const files: Record<string, string> = {
  "lib/a.ts": "a; // one",
  "lib/b.js": "b;",
  "lib/c.wasm": "\0asm",
};

/** Remembers `code` in a memory that has `known`; gives what was read and what was remembered. */
function remembered(code: Record<string, string>, known: string[] = []) {
  const read: string[] = [];
  const memory = new Map<string, Uint8Array>();
  rememberSources(new Map([["entry", code], ["other", code]]), {
    known: () => new Set(known),
    remember: (sources) =>
      sources.forEach((content, source) => memory.set(source, content)),
    read(path) {
      read.push(path);
      return new TextEncoder().encode(files[path]);
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

Deno.test("rememberSources() remembers each script once, and neither packages nor binaries", () => {
  const { read, memory } = remembered(code);
  assertEquals(read, ["lib/a.ts", "lib/b.js"]);
  assertEquals(
    memory.get(digestOf("a; // one")),
    new TextEncoder().encode("a; // one"),
  );
});

Deno.test("rememberSources() reads nothing that is known", () => {
  const known = [code["lib/a.ts"], code["lib/b.js"]];
  assertEquals(remembered(code, known).read, []);
});

Deno.test("rememberSources() remembers nothing under the digest of other bytes", () => {
  const { memory } = remembered({ "lib/a.ts": digestOf("before") });
  assertEquals(memory.size, 0);
});
