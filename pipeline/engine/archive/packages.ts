/**
 * The packages of a project, as Deno keeps them in `node_modules/.deno`. The links between
 * them are left out, since Deno makes these itself, and so are source maps, which nothing runs.
 */
import { namesIn } from "../files/folders.ts";
import type { Project } from "../files/project.ts";
import { CliError } from "../text/errors.ts";
import { type Entry, textEntry } from "./entry.ts";

/**
 * The files of all packages that a project has locked: with these in their place, Deno asks no
 * network.
 *
 * @throws {CliError} if one is not installed.
 */
export function packageEntries({ folder }: Pick<Project, "folder">): Entry[] {
  const { npm } = JSON.parse(Deno.readTextFileSync(`${folder}/deno.lock`));
  const locked = new Set(Object.keys(npm).map(withoutPeers));
  const installed = [...packagesIn(`${folder}/node_modules/.deno`)]
    .filter(({ id }) => locked.has(id));
  const [missing] = locked.difference(new Set(installed.map(({ id }) => id)));
  if (missing) {
    throw new CliError(
      `Cannot pack the packages: ${missing} is not in node_modules; deno install puts it there`,
    );
  }
  return installed.flatMap(({ home, name, place }) => [
    // by this Deno knows that it is there whole
    textEntry(`packages/${home}/.initialized`, ""),
    ...filesBelow(place, `packages/${home}/node_modules/${name}`),
  ]);
}

/** The licence that each installed package names, as SPDX writes it: `b@1.0.0` → `MIT`. */
export function licensesIn(
  { folder }: Pick<Project, "folder">,
): Map<string, string> {
  const installed = packagesIn(`${folder}/node_modules/.deno`);
  return new Map(
    installed.flatMap(({ id, license }) =>
      typeof license === "string" ? [[id, license]] : []
    ),
  );
}

/** A package's name and version, as they begin a key of `deno.lock`: what others it meets there follows. */
const withoutPeers = (key: string) => /^@?[^@]+@[^_]+/.exec(key)![0];

/** What is installed: each package in a home of its own, beside links to those that it imports. */
function* packagesIn(store: string) {
  for (const home of namesIn(store)) {
    const names = namesIn(`${store}/${home}/node_modules`).flatMap((name) =>
      name.startsWith("@")
        ? namesIn(`${store}/${home}/node_modules/${name}`)
          .map((below) => `${name}/${below}`)
        : [name]
    );
    for (const name of names) {
      const place = `${store}/${home}/node_modules/${name}`;
      if (Deno.lstatSync(place).isSymlink) continue;
      const text = Deno.readTextFileSync(`${place}/package.json`);
      const { name: packed, version, license } = JSON.parse(text);
      yield { home, name, place, id: `${packed}@${version}`, license };
    }
  }
}

/** The files in a folder and those in it. */
function* filesBelow(folder: string, path: string): Generator<Entry> {
  for (const { name, isDirectory, isFile } of Deno.readDirSync(folder)) {
    const [file, below] = [`${folder}/${name}`, `${path}/${name}`];
    if (isDirectory) yield* filesBelow(file, below);
    else if (isFile && !name.endsWith(".map")) {
      yield { path: below, mode: 0o644, file };
    }
  }
}
