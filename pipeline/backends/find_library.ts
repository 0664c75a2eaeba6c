// deno-lint-ignore-file no-console -- it is a program, which prints
/**
 * A program: opens the first of the libraries named on its command line that
 * this machine has, and prints what it is as JSON, or `null`. It alone may open
 * any library; a node may open only the one that was found.
 */

/** A library of matrix products. */
export interface FoundLibrary {
  path: string;
  /** name and version: `OpenBLAS 0.3.21` */
  name: string;
  /** how it was built, and for which processor it computes */
  details: string;
}

const symbols = {
  cblas_sgemm: { parameters: [], result: "void" },
  openblas_get_config: { parameters: [], result: "pointer", optional: true },
  MKL_Get_Version_String: {
    parameters: ["buffer", "i32"],
    result: "void",
    optional: true,
  },
} as const;

function openFirst(paths: string[]): FoundLibrary | null {
  for (const path of paths) {
    let library: Library;
    try {
      library = Deno.dlopen(path, symbols);
    } catch {
      continue; // not there, or not for this machine
    }
    const found = identify(library);
    if (found) return { path, ...found };
  }
  return null;
}

type Library = Deno.DynamicLibrary<typeof symbols>;

function identify(library: Library): Omit<FoundLibrary, "path"> | undefined {
  const { openblas_get_config, MKL_Get_Version_String } = library.symbols;
  if (openblas_get_config) {
    const text = openblas_get_config();
    const details = text ? Deno.UnsafePointerView.getCString(text) : "";
    // its integers are twice as wide as ours
    if (details.includes("USE64BITINT")) return;
    const [, version = "of unknown version"] =
      /^OpenBLAS (\S+)/.exec(details) ?? [];
    return { name: `OpenBLAS ${version}`, details };
  }
  if (MKL_Get_Version_String) {
    const buffer = new Uint8Array(200);
    MKL_Get_Version_String(buffer, buffer.length - 1);
    const details = new TextDecoder().decode(
      buffer.subarray(0, buffer.indexOf(0)),
    ).trim();
    const [, version = "of unknown version"] =
      /Version ([\d.]+)/.exec(details) ?? [];
    return { name: `MKL ${version}`, details };
  }
  const system = `Darwin ${Deno.osRelease()}`;
  return { name: `Accelerate of ${system}`, details: system };
}

if (import.meta.main) console.log(JSON.stringify(openFirst(Deno.args)));
