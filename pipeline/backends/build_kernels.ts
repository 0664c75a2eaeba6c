/** Compiles `lib/kernels/assembly` to the modules in `lib/kernels`; `deno task build` runs it. */
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import { writeWhole } from "../engine/files/whole_files.ts";

const folder = new URL("../../lib/kernels/", import.meta.url);

const options = [
  ...["--optimizeLevel", "3", "--shrinkLevel", "0"],
  ...["--enable", "simd", "--runtime", "stub", "--noAssert"],
];

/** The modules by name: what each is compiled from, and with. */
const modules: Record<string, string[]> = {
  "kernels.wasm": ["index.ts", ...options],
  "float_kernels.wasm": [
    ...["float_index.ts", ...options, "--enable", "relaxed-simd"],
  ],
  "float_kernels_emulated.wasm": ["float_index.ts", ...options],
};

/**
 * The bytes of each module; the same sources give the same bytes.
 *
 * @throws {SyntaxError} if the sources do not compile, with the compiler's words.
 */
export async function buildKernels(): Promise<Record<string, Uint8Array>> {
  const built: Record<string, Uint8Array> = {};
  for (const [name, words] of Object.entries(modules)) {
    built[name] = await compile(words);
  }
  return built;
}

async function compile(words: readonly string[]): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [...words, "--outFile", "kernels.wasm"],
    {
      readFile: (name: string) => readSource(name),
      writeFile: (_name: string, contents: string | Uint8Array) => {
        if (typeof contents !== "string") bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !bytes) {
    throw new SyntaxError(
      `Cannot compile the kernels: ${error?.message}\n${stderr}`,
    );
  }
  return bytes;
}

/** A source by its name, or null where there is none: the compiler tries several. */
function readSource(name: string): string | null {
  try {
    return expand(
      Deno.readTextFileSync(new URL(`assembly/${name}`, folder)),
    );
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/**
 * A source with what is between `//#repeat i 8` and `//#end` written eight times, `$i`
 * being 0 to 7: the compiler does not unroll loops, and has no arrays of registers.
 */
function expand(source: string): string {
  const innermost =
    /^ *\/\/#repeat (\w) (\d+)\n((?: *(?!\/\/#)[^ \n].*\n)+) *\/\/#end\n/m;
  while (innermost.test(source)) {
    source = source.replace(
      innermost,
      (_, name, count, body) =>
        Array.from(
          { length: Number(count) },
          (_, k) => body.replaceAll(`$${name}`, String(k)),
        ).join(""),
    );
  }
  return source;
}

if (import.meta.main) {
  for (const [name, bytes] of Object.entries(await buildKernels())) {
    writeWhole(fileURLToPath(new URL(name, folder)), bytes);
  }
}
