import { projectFolder } from "../../pipeline/project.ts";

const sources = ["deno.json", "deno.lock", "lib", "pipeline", "data"];

/** Copies the sources, and what `more` names, into a folder, with the same packages. */
export async function copyCheckout(
  target: string,
  more: readonly string[] = [],
): Promise<void> {
  const copy = async (path: string) => {
    const { isDirectory } = await Deno.stat(`${projectFolder}/${path}`);
    if (!isDirectory) {
      return await Deno.copyFile(
        `${projectFolder}/${path}`,
        `${target}/${path}`,
      );
    }
    await Deno.mkdir(`${target}/${path}`, { recursive: true });
    for await (const { name } of Deno.readDir(`${projectFolder}/${path}`)) {
      await copy(`${path}/${name}`);
    }
  };
  for (const path of [...sources, ...more]) {
    await copy(path);
  }
  await Deno.symlink(`${projectFolder}/node_modules`, `${target}/node_modules`);
}
