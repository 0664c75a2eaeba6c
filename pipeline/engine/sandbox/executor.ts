/**
 * Running a node's program in a sandbox: what it may do, and what it was seen to do, by
 * Deno's permissions and its log of their uses. Refused attempts are in the log too, so
 * that a node which swallows a refusal is found out.
 */
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { TextLineStream } from "@std/streams/text-line-stream";
import { absent } from "../files/folders.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { NodeMessage, NodeRequest } from "./node.ts";

/** One node, ready to run. */
export interface Execution {
  node: NodeSpec;
  /** a folder of its inputs, each verified and under its own name */
  inputs: string;
  /** an empty folder for its outputs */
  outputs: string;
  /** a folder for its progress, which may hold what an earlier run has left */
  checkpoint: string;
  onProgress(done: number, total: number, unit: string): void;
  /** stops the node */
  signal: AbortSignal;
}

/** How a node ended: well, with hints for its author and notes on its result, or not. */
export type Ending =
  | { ok: true; hints?: string[]; notes?: string[] }
  | { ok: false; message: string };

/** Runs a node's program somewhere; it only launches, and decides nothing. */
export type Executor = (execution: Execution) => Promise<Ending>;

/** Environment variable that makes Deno log each use of a permission, one JSON object a line, into a file. */
const auditVariable = "DENO_AUDIT_PERMISSIONS";

/** What starts Deno: a command, to which a node's words are added, and its environment. */
export interface Launcher {
  command: readonly [program: string, ...words: string[]];
  environment: Record<string, string>;
}

/**
 * Runs each node as a `deno run` of its own on this machine, in a sandbox.
 *
 * @param project the folder of the project whose programs the nodes are
 * @param launcher another Deno than this one
 */
export function localExecutor(
  project: string,
  { command: [program, ...words], environment }: Launcher = {
    command: [Deno.execPath()],
    environment: nodeEnvironment(),
  },
): Executor {
  return async (execution) => {
    const { node: { entry, frame }, outputs } = execution;
    const log = `${outputs}.audit`;
    const child = new Deno.Command(program, {
      args: [
        ...words,
        ...sandboxOf(execution, project),
        // loaded before the frame, which has no permission to read it
        ...frame ? [`--preload=${project}/${entry}`] : [],
        `${project}/${frame ?? entry}`,
      ],
      cwd: outputs,
      clearEnv: true,
      env: { ...environment, [auditVariable]: log },
      signal: execution.signal,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    // a second Ctrl-C does not wait for a node that is too busy to hear the first
    const endToo = () => child.kill("SIGKILL");
    globalThis.addEventListener("unload", endToo);
    const ended = child.status
      .finally(() => globalThis.removeEventListener("unload", endToo));

    const request = new Blob([JSON.stringify(requestOf(execution, project))]);
    const [{ failure, notes }, complaint, { code, signal }] = await Promise.all(
      [
        listen(child, execution),
        new Response(child.stderr).text(),
        ended,
        // if it ends before reading, its exit code says so
        request.stream().pipeTo(child.stdin).catch(() => {}),
      ],
    );
    const failed = (message: string) => ({ ok: false, message } as const);
    if (code !== 0) {
      const end = signal ? `it was stopped by ${signal}` : `exit code ${code}`;
      return failed(failure ?? `${end}\n${complaint.trim()}`.trim());
    }
    const uses = await Deno.readTextFile(log).catch(absent) ?? "";
    const { undeclared: [path], unread } = audit(uses, execution);
    if (path !== undefined) {
      return failed(
        `Cannot trust it: it tried to read ${path}, which it does not declare`,
      );
    }
    const hints = unread.map((input) => `it never read ${input}`);
    return { ok: true, hints, ...notes.length > 0 && { notes } };
  };
}

/** What a node is given to read; paths start from its own folder, which is that of its outputs. */
function requestOf(
  { node, inputs, outputs, checkpoint }: Execution,
  project: string,
): NodeRequest {
  const { name, settings, seed, backend, resources } = node;
  const paths = Object.keys(node.inputs)
    .map((input) => [input, relative(outputs, `${inputs}/${input}`)]);
  return {
    ...{ name, settings, seed, backend, resources },
    entry: pathToFileURL(`${project}/${node.entry}`).href,
    inputs: Object.fromEntries(paths),
    checkpoint: relative(outputs, checkpoint),
  };
}

/** Passes progress on; gives a node's notes, and the last failure that it reported. */
async function listen(
  child: Deno.ChildProcess,
  { onProgress }: Execution,
): Promise<{ failure?: string; notes: string[] }> {
  let failure: string | undefined;
  const notes: string[] = [];
  for await (
    const line of child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough<string>(new TextLineStream())
  ) {
    const message = parsed<NodeMessage>(line);
    if (message?.type === "progress") {
      onProgress(message.done, message.total, message.unit);
    } else if (message?.type === "failure") failure = message.message;
    else if (message?.type === "note") notes.push(message.text);
  }
  return { failure, notes };
}

/** The environment of a node: only what Deno needs to find its cache. */
export function nodeEnvironment(): Record<string, string> {
  const names = ["HOME", "DENO_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"];
  const kept = Object.entries(Deno.env.toObject())
    .filter(([name]) => names.includes(name));
  return { NO_COLOR: "1", ...Object.fromEntries(kept) };
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

/** Where Deno looks for packages, in every folder upwards: code, which the key knows from the lock. */
const packages = /\/node_modules(\/|$)/;

/** What a line of JSON says; nothing of another program's line, or of one that was torn by a kill. */
function parsed<T>(line: string): T | undefined {
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
