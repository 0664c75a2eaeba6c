/** Where libraries of matrix products are looked for: OpenBLAS, Apple's Accelerate, Intel's MKL. */

/** The machine that is looked at. */
export interface Place {
  os: string;
  arch: string;
  /** folders that the environment names, looked at first */
  folders: readonly string[];
}

const accelerate = "/System/Library/Frameworks/Accelerate.framework/Accelerate";

const linuxFiles = [
  "libopenblas.so.0",
  "libopenblasp.so.0", // with threads, where libopenblas.so.0 has none
  "libmkl_rt.so.2",
  "libmkl_rt.so.1",
  "libmkl_rt.so",
];

/** Full paths, the likeliest first: a sandbox is opened for one path, not for a name. */
export function libraryPaths({ os, arch, folders }: Place): string[] {
  if (os === "darwin") {
    const installed = ["/opt/homebrew/opt/openblas/lib", "/usr/local/lib"];
    return [
      accelerate,
      ...join([...folders, ...installed], ["libopenblas.dylib"]),
    ];
  }
  if (os !== "linux") return [];
  return join([
    ...folders,
    "/usr/local/lib",
    `/usr/lib/${arch}-linux-gnu`,
    "/usr/lib64",
    "/usr/lib",
    "/opt/intel/oneapi/mkl/latest/lib",
  ], linuxFiles);
}

/** What to install, for a machine that has none. */
export function adviceFor(os: string): string {
  return os === "linux"
    ? "no libopenblas.so.0 and no libmkl_rt.so; install OpenBLAS (Debian: libopenblas0, Fedora: openblas-threads), or leave --backend out"
    : os === "darwin"
    ? "no Accelerate framework and no libopenblas.dylib; install OpenBLAS (Homebrew: openblas), or leave --backend out"
    : `on ${os} no library is known; leave --backend out`;
}

function join(folders: string[], files: string[]): string[] {
  return files.flatMap((file) => folders.map((folder) => `${folder}/${file}`));
}
