import { projectFolder } from "../../pipeline/project.ts";

/** Paths of the TypeScript below a folder of the project, but for AssemblyScript. */
export function sourcesBelow(folder: string): string[] {
  return [...Deno.readDirSync(`${projectFolder}/${folder}`)]
    .flatMap(({ name, isDirectory }) => {
      const path = `${folder}/${name}`;
      if (isDirectory) return name === "assembly" ? [] : sourcesBelow(path);
      return name.endsWith(".ts") ? [`${projectFolder}/${path}`] : [];
    });
}
