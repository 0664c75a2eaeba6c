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

/** The words after `deno` that run a program of a project with these permissions alone, and ask, fetch and change nothing. */
export const sandboxedRun = (
  project: string,
  permissions: readonly string[],
) => [
  ...["run", "--quiet", "--no-prompt", "--cached-only", "--frozen"],
  `--config=${project}/deno.json`,
  ...permissions,
];

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
  const { resources: { source = inputs }, permissions = [] } = node;
  const from = (path: string) => relative(outputs, path);
  const writable = [".", from(checkpoint)];
  const readable = [...new Set([...writable, from(inputs), from(source)])];
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

/** Where Deno looks for packages, in every folder upwards: code, which the key knows from the lock. */
const packages = /\/node_modules(\/|$)/;

/** What a line of JSON says; nothing of another program's line, or of one that was torn by a kill. */
export function parsed<T>(line: string): T | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Finds in a node's log the paths it read, or tried to, that are no input of it, and the inputs it never read. */
export function audit(
  log: string,
  { node, inputs, outputs, checkpoint }: Execution,
): { undeclared: string[]; unread: string[] } {
  const read = new Set(
    log.split("\n").flatMap((line) => {
      const use = parsed<{ permission: string; value?: string }>(line);
      if (use?.permission !== "read") return [];
      return [resolve(outputs, use.value ?? "/")];
    }),
  );
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
