/**
 * What a node may do, and what it was seen to do: Deno's permissions, and its log of
 * their uses. Refused attempts are in the log too, so that a node which swallows a
 * refusal is found out.
 */
import { relative, resolve } from "node:path";
import type { Execution } from "./executor.ts";

/** The environment of a node: only what Deno needs to find its cache. */
export function nodeEnvironment(): Record<string, string> {
  const kept: Record<string, string> = { NO_COLOR: "1" };
  for (const name of ["HOME", "DENO_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"]) {
    const value = Deno.env.get(name);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/**
 * The words after `deno` that run a program of the project in a folder with no
 * permission but those given: nothing is asked of anyone, fetched or changed.
 */
export function sandboxedRun(
  project: string,
  permissions: readonly string[],
): string[] {
  return [
    ...["run", "--quiet", "--no-prompt", "--cached-only", "--frozen"],
    `--config=${project}/deno.json`,
    ...permissions,
  ];
}

/**
 * The words after `deno` that run a node: it may read the folder of its inputs and its
 * source folder, and write its own folder and its checkpoint's, in as many words however
 * many inputs. No network, environment, processes or native libraries, but for what the
 * node itself is permitted.
 *
 * Paths start from the node's own folder: Deno separates them by commas and cannot
 * be given one inside a path, so what lies above must not matter.
 *
 * @throws {RangeError} if a path has a comma all the same.
 */
export function sandboxOf(
  { node, inputs, outputs, checkpoint }: Execution,
  project: string,
): string[] {
  const { resources: { source }, permissions = [] } = node;
  const writable = [".", relative(outputs, checkpoint)];
  const given = source ? [inputs, source] : [inputs];
  const readable = given.map((path) => relative(outputs, path));
  readable.unshift(...writable);
  const unspeakable = [...readable, ...permissions]
    .find((path) => path.includes(","));
  if (unspeakable !== undefined) {
    throw new RangeError(
      `Cannot run ${node.name}: Deno cannot be given a path with a comma, ${unspeakable}; take the comma out of it`,
    );
  }
  return sandboxedRun(project, [
    `--allow-read=${readable.join(",")}`,
    `--allow-write=${writable.join(",")}`,
    ...permissions,
  ]);
}

/** Environment variable that makes Deno log each use of a permission, one JSON object a line, into a file. */
export const auditVariable = "DENO_AUDIT_PERMISSIONS";

/** The paths that a log says were read, or tried; a line that was torn by a kill is passed over. */
function readsIn(log: string): string[] {
  return log.split("\n").flatMap((line) => {
    try {
      const { permission, value } = JSON.parse(line);
      return permission === "read" ? [value ?? "/"] : [];
    } catch {
      return [];
    }
  });
}

/** Where Deno looks for packages, in every folder upwards: code, which the key knows from the lock. */
const packages = /\/node_modules(\/|$)/;

/** Finds in a node's log the paths it read, or tried to, that are no input of it, and the inputs it never read. */
export function audit(
  log: string,
  { node, inputs, outputs, checkpoint }: Execution,
): { undeclared: string[]; unread: string[] } {
  const read = new Set(readsIn(log).map((path) => resolve(outputs, path)));
  const names = Object.keys(node.inputs);
  const declared = names.map((name) => resolve(inputs, name));
  const { source = outputs } = node.resources;
  const folders = [outputs, checkpoint, source];
  const isOwn = (path: string) =>
    folders.some((folder) => `${path}/`.startsWith(`${resolve(folder)}/`));
  return {
    undeclared: [...read].filter((path) =>
      !declared.includes(path) && !isOwn(path) && !packages.test(path)
    ),
    unread: names.filter((_, i) => !read.has(declared[i])),
  };
}
