import { projectFolder } from "../../pipeline/project.ts";

const sources = [
  ...["deno.json", "deno.lock", "CITATION.cff"],
  ...["lib", "pipeline", "data"],
];

/**
 * A copy of the sources somewhere else, with the same packages.
 *
 * @param more what to copy beside the sources
 * @param change what becomes of a file's bytes
 */
export async function copyProject(
  target: string,
  { more = [], change = (bytes) => bytes }: {
    more?: readonly string[];
    change?: (bytes: Uint8Array, path: string) => Uint8Array;
  } = {},
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
  for (const path of [...sources, ...more]) await copy(path);
  await Deno.symlink(`${projectFolder}/node_modules`, `${target}/node_modules`);
}
