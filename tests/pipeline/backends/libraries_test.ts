import { assertEquals } from "@std/assert";
import { libraryPaths } from "../../../pipeline/backends/libraries.ts";

const linux = { os: "linux", arch: "aarch64", folders: [] };

Deno.test("libraryPaths() looks first where the environment says", () => {
  const [first] = libraryPaths({ ...linux, folders: ["/opt/blas"] });
  assertEquals(first, "/opt/blas/libopenblas.so.0");
});

Deno.test("libraryPaths() knows the processor's own folder", () => {
  assertEquals(
    libraryPaths(linux).includes(
      "/usr/lib/aarch64-linux-gnu/libopenblas.so.0",
    ),
    true,
  );
});

Deno.test("libraryPaths() prefers OpenBLAS to MKL wherever it is, and Accelerate on a Mac", () => {
  const paths = libraryPaths(linux);
  const firstMkl = paths.findIndex((path) => path.includes("mkl_rt"));
  const lastOpen = paths.findLastIndex((path) => path.includes("openblas"));
  assertEquals(lastOpen < firstMkl, true);
  const [first] = libraryPaths({ os: "darwin", arch: "aarch64", folders: [] });
  assertEquals(first.endsWith("/Accelerate"), true);
});

Deno.test("libraryPaths() are all full paths, which alone a sandbox can be opened for", () => {
  for (const os of ["linux", "darwin", "windows"]) {
    for (const path of libraryPaths({ ...linux, os })) {
      assertEquals(path.startsWith("/"), true, path);
    }
  }
});
