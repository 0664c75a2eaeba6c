/** A pipeline of a test's own: the engine, its packages, and a few sources. */
import { projectFolder } from "../../pipeline/project.ts";
import { inTemporaryFolder } from "./temporary_folder.ts";

/** A file beside `engine/`: `main.ts`, or the program of a node. */
export interface Source {
  file: string;
  code: string;
}

/** What came of a command of a small pipeline. */
export interface Said {
  code: number;
  out: string;
  err: string;
}

/** Gives `work` a folder with the engine and these sources, and what starts commands of `main.ts` there. */
export async function inSmallPipeline<T>(
  sources: readonly Source[],
  work: (
    folder: string,
    command: (words: string[], env?: Record<string, string>) => Deno.Command,
  ) => Promise<T>,
): Promise<T> {
  return await inTemporaryFolder(async (folder) => {
    await copy(`${projectFolder}/pipeline/engine`, `${folder}/engine`);
    for (const file of ["deno.json", "deno.lock"]) {
      await Deno.copyFile(`${projectFolder}/${file}`, `${folder}/${file}`);
    }
    await Deno.symlink(
      `${projectFolder}/node_modules`,
      `${folder}/node_modules`,
    );
    for (const { file, code } of sources) {
      await Deno.writeTextFile(`${folder}/${file}`, code);
    }
    return await work(
      folder,
      (words, env = {}) =>
        new Deno.Command(Deno.execPath(), {
          args: ["run", "-P=local", "--quiet", "main.ts", ...words],
          cwd: folder,
          env: { NO_COLOR: "1", INIT_CWD: folder, ...env },
          stdout: "piped",
          stderr: "piped",
        }),
    );
  });
}

/** What a command comes to. */
export async function outcomeOf(command: Deno.Command): Promise<Said> {
  const { code, stdout, stderr } = await command.output();
  const [out, err] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes)
  );
  return { code, out, err };
}

/** Copies a folder's files. */
export async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copy(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}
