/** What the NumPy programs need; none of it is part of the project. */
const packages = ["numpy", "scipy", "numba"];

/** What to do when no interpreter has the packages. */
export const howToInstall = `no Python here imports ${
  packages.join(", ")
}; on Debian, apt-get install ${
  packages.map((name) => `python3-${name}`).join(" ")
}`;

/** The first interpreter that can import the packages; null if there is none. */
export async function findPython(
  candidates = ["/usr/bin/python3", "python3"],
): Promise<string | null> {
  for (const python of candidates) {
    try {
      const { success } = await new Deno.Command(python, {
        args: ["-c", `import ${packages.join(", ")}`],
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

/** Whether there is no such program, or nothing that can be run. */
function isAbsence(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.PermissionDenied;
}
