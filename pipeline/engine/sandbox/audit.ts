/**
 * What a node was seen to touch, from Deno's own log of permissions, compared
 * with what it said it would. Refused attempts are in it too, so that a node
 * which swallows the refusal is found out.
 */
import { resolve } from "node:path";
import type { Execution } from "./executor.ts";

/** Environment variable that makes Deno write the log, one JSON object a line, into a file. */
export const auditVariable = "DENO_AUDIT_PERMISSIONS";

/** One use of a permission. */
export interface Access {
  permission: string;
  value: string | null;
}

/** What comparing a node's accesses with its declarations finds. */
export interface Audit {
  /** paths it read, or tried to, that are no input of it */
  undeclared: string[];
  /** inputs it never read */
  unread: string[];
}

/** The accesses in a log; a line that was torn by a kill is passed over. */
export function accessesIn(log: string): Access[] {
  return log.split("\n").flatMap((line) => {
    try {
      const { permission, value } = JSON.parse(line);
      return [{ permission, value: value ?? null }];
    } catch {
      return [];
    }
  });
}

/** Where Deno looks for packages, in every folder upwards: code, which the key knows from the lock. */
const packages = /\/node_modules(\/|$)/;

/** Compares what a node read with what it may read. */
export function audit(
  accesses: readonly Access[],
  { node, inputs, outputs, checkpoint }: Execution,
): Audit {
  const read = new Set(
    accesses.filter(({ permission }) => permission === "read")
      .map(({ value }) => resolve(outputs, value ?? "/")),
  );
  const pathOf = (input: string) => resolve(inputs, input);
  const names = Object.keys(node.inputs);
  const declared = new Set(names.map(pathOf));
  const { source } = node.hints;
  const folders = [outputs, checkpoint, ...source ? [source] : []]
    .map((path) => resolve(path));
  const isIn = (path: string) =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return {
    undeclared: [...read].filter((path) =>
      !declared.has(path) && !isIn(path) && !packages.test(path)
    ),
    unread: names.filter((name) => !read.has(pathOf(name))),
  };
}
