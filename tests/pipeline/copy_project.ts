import { projectFolder } from "../../pipeline/project.ts";

/** A copy of the sources somewhere else, with the same packages; `change` says what becomes of a file. */
export async function copyProject(
  target: string,
  change: (bytes: Uint8Array, path: string) => Uint8Array = (bytes) => bytes,
): Promise<void> {
  const copy = async (path: string) => {
    const { isDirectory } = await Deno.stat(`${projectFolder}/${path}`);
    if (!isDirectory) {
      const bytes = await Deno.readFile(`${projectFolder}/${path}`);
      return await Deno.writeFile(`${target}/${path}`, change(bytes, path));
    }
    await Deno.mkdir(`${target}/${path}`, { recursive: true });
    for await (const { name } of Deno.readDir(`${projectFolder}/${path}`)) {
      await copy(`${path}/${name}`);
    }
  };
  for (const path of ["deno.json", "deno.lock", "lib", "pipeline", "data"]) {
    await copy(path);
  }
  await Deno.symlink(`${projectFolder}/node_modules`, `${target}/node_modules`);
}
