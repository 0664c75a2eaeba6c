/** Compiles `lib/kernels/assembly` to `lib/kernels/kernels.wasm`; `deno task build` runs it. */
import asc from "assemblyscript/asc";

const sources = new URL("../lib/kernels/assembly/", import.meta.url);
const target = new URL("../lib/kernels/kernels.wasm", import.meta.url);

/** Strict SIMD only: relaxed SIMD may give other bits on another machine. */
const options = [
  ...["--optimizeLevel", "3", "--shrinkLevel", "0"],
  ...["--enable", "simd", "--runtime", "stub", "--noAssert"],
];

/**
 * The bytes of the module; the same sources give the same bytes.
 *
 * @throws {SyntaxError} if the sources do not compile, with the compiler's words.
 */
export async function buildKernels(): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    ["index.ts", "--outFile", "kernels.wasm", ...options],
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
    return Deno.readTextFileSync(new URL(name, sources));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

if (import.meta.main) await Deno.writeFile(target, await buildKernels());
