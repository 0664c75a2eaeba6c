import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { TextLineStream } from "@std/streams/text-line-stream";
import type { NodeSpec } from "../graph/node_spec.ts";
import type { NodeMessage, NodeRequest } from "./node.ts";
import { accessesIn, audit, auditVariable } from "./audit.ts";
import { nodeEnvironment } from "./environment.ts";
import type { Ending, Execution, Executor } from "./executor.ts";
import { sandboxedRun } from "./sandboxed_run.ts";

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
  launcher: Launcher = {
    command: [Deno.execPath()],
    environment: nodeEnvironment(),
  },
): Executor {
  return (execution) => execute(execution, project, launcher);
}

async function execute(
  execution: Execution,
  project: string,
  { command: [program, ...words], environment }: Launcher,
): Promise<Ending> {
  const { node, inputs, outputs, checkpoint } = execution;
  const log = `${outputs}.audit`;
  const child = new Deno.Command(program, {
    args: [
      ...words,
      ...sandboxOf(execution, project),
      ...programOf(node, project),
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

  const request: NodeRequest = {
    name: node.name,
    entry: pathToFileURL(`${project}/${node.entry}`).href,
    settings: node.settings,
    seed: node.seed,
    backend: node.backend,
    inputs: pathsOf(node, relative(outputs, inputs)),
    outputs: ".",
    checkpoint: relative(outputs, checkpoint),
    hints: node.hints,
  };
  const [, { failure, notes }, complaint, { code, signal }] = await Promise.all(
    [
      send(child, request),
      listen(child, execution),
      new Response(child.stderr).text(),
      child.status.finally(() =>
        globalThis.removeEventListener("unload", endToo)
      ),
    ],
  );
  const accesses = await take(log);
  return code === 0
    ? judge(accesses, { ...execution, notes })
    : { ok: false, message: failure ?? explain(complaint, code, signal) };
}

/** The program of a node. A module that it runs is loaded before it, which has no permission to read it. */
function programOf({ entry, frame }: NodeSpec, project: string): string[] {
  const path = `${project}/${entry}`;
  return frame ? [`--preload=${path}`, `${project}/${frame}`] : [path];
}

/** The text of a file that nobody will need again; empty if there is none. */
async function take(path: string): Promise<string> {
  try {
    const text = await Deno.readTextFile(path);
    await Deno.remove(path);
    return text;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** How a node that ended well is to be taken, after what it was seen to read. */
function judge(
  log: string,
  { notes, ...execution }: Execution & { notes: string[] },
): Ending {
  const { undeclared: [path], unread } = audit(accessesIn(log), execution);
  if (path !== undefined) {
    return {
      ok: false,
      message:
        `Cannot trust it: it tried to read ${path}, which it does not declare`,
    };
  }
  const hints = unread.map((input) => `it never read ${input}`);
  return { ok: true, hints, ...notes.length > 0 && { notes } };
}

/**
 * The permissions of a node: the folder of its inputs and its source folder to
 * read, its own folder and its checkpoint's to write; as many words however many
 * inputs. No network, environment, processes or native libraries, but for what the
 * node itself is permitted.
 *
 * Paths are told from the node's own folder: Deno separates them by commas and
 * cannot be told of one inside a path, so what lies above must not matter.
 *
 * @throws {RangeError} if a path has a comma all the same.
 */
export function sandboxOf(
  { node, inputs, outputs, checkpoint }: Execution,
  project: string,
): string[] {
  const { hints: { source }, permissions = [] } = node;
  const writable = [".", relative(outputs, checkpoint)];
  const readable = [inputs, ...source ? [source] : []]
    .map((path) => relative(outputs, path));
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

/** Input name → its path in a folder. */
function pathsOf({ inputs }: NodeSpec, folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.keys(inputs).map((name) => [name, `${folder}/${name}`]),
  );
}

async function send(
  child: Deno.ChildProcess,
  request: NodeRequest,
): Promise<void> {
  const writer = child.stdin.getWriter();
  try {
    await writer.write(new TextEncoder().encode(JSON.stringify(request)));
    await writer.close();
  } catch {
    // it ended before reading: its exit code tells
  }
}

/** Passes progress on; the answer is what a node notes, and the last failure it told of itself. */
async function listen(
  child: Deno.ChildProcess,
  { onProgress }: Execution,
): Promise<{ failure?: string; notes: string[] }> {
  let failure: string | undefined;
  const notes: string[] = [];
  const lines: ReadableStream<string> = child.stdout
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const line of lines) {
    const message = parse(line);
    if (message?.type === "progress") {
      onProgress(message.done, message.total, message.unit);
    } else if (message?.type === "failure") failure = message.message;
    else if (message?.type === "note") notes.push(message.text);
  }
  return { failure, notes };
}

function parse(line: string): NodeMessage | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a library's chatter
  }
}

function explain(
  complaint: string,
  code: number,
  signal: Deno.Signal | null,
): string {
  const ending = signal ? `it was stopped by ${signal}` : `exit code ${code}`;
  const text = complaint.trim();
  return text ? `${ending}\n${text}` : ending;
}
