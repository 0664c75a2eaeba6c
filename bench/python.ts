/** What the NumPy programs need; none of it is part of the project. */
const packages = ["numpy", "scipy", "numba"];

/** What to do when no interpreter has the packages. */
export const howToInstall = `no Python here imports ${
  packages.join(", ")
}; on Debian, apt-get install ${
  packages.map((name) => `python3-${name}`).join(" ")
}`;

/** The first interpreter on `PATH` that can import some packages; null if there is none. */
export async function findPython(
  candidates = everyPython(),
  wanted: readonly string[] = packages,
): Promise<string | null> {
  for (const python of candidates) {
    try {
      const { success } = await new Deno.Command(python, {
        args: ["-c", `import ${wanted.join(", ")}`],
        stdout: "null",
        stderr: "null",
      }).output();
      if (success) return python;
    } catch (error) {
      if (!isAbsence(error)) throw error;
    }
  }
  return null;
}

/** Debian's packages are of one `python3`, and another may come before it. */
function everyPython(): string[] {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  return folders.map((folder) => `${folder}/python3`);
}

/** Whether there is no such program, or nothing that can be run. */
function isAbsence(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.PermissionDenied;
}
