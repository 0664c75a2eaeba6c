/**
 * The frame of a node: a program that the engine starts in a sandbox, with the
 * settings, seed and inputs of one piece of work on its standard input. It
 * writes its declared outputs into the folder it runs in and reports its progress
 * as JSON lines on standard output.
 */
import { ifThere } from "../files/folders.ts";
import { writeWhole } from "../files/whole_files.ts";
import type { NodeSpec } from "../graph/node_spec.ts";
import { systemState } from "../text/errors.ts";

/** What the engine hands to a node, as one JSON object on standard input. */
export interface NodeRequest
  extends
    Pick<NodeSpec, "name" | "settings" | "seed" | "backend" | "resources"> {
  /** the module to run, as a URL */
  entry: string;
  /** input name → path of its bytes */
  inputs: Record<string, string>;
  /** folder for its progress */
  checkpoint: string;
}

/** One line on a node's standard output. */
export type NodeMessage =
  | { type: "progress"; done: number; total: number; unit: string }
  | { type: "note"; text: string }
  | { type: "failure"; message: string };

type Progress = (done: number, total: number, unit: string) => void;

/** What a node's function sees of the world. */
export interface NodeContext<Settings>
  extends Readonly<Pick<NodeRequest, "name" | "backend" | "resources">> {
  readonly settings: Settings;
  /** asked for by a node that has none, it is an error */
  readonly seed: number;
  readonly inputs: readonly string[];
  /** the exports of the module that this program is the frame of */
  entry<Module>(): Promise<Module>;
  read(input: string): Uint8Array;
  readJson<T>(input: string): T;
  write(output: string, content: Uint8Array | string): void;
  progress: Progress;
  /**
   * Has one line kept with the record and said at the end of every run, such as
   * that a model did not finish. It must follow from settings, seed and inputs.
   */
  note(text: string): void;
  /** the progress that an earlier run of the same key has left, if any */
  loadCheckpoint(): Promise<Uint8Array | undefined>;
  /**
   * Lets the world in for a moment, so that a request to stop can be heard, and
   * keeps the progress that `state` gives: twice a minute, and when asked to
   * stop, which ends the program.
   */
  pause(state: () => Uint8Array | Promise<Uint8Array>): Promise<void>;
}

/** A failure whose cause is in the data or the settings: reported in one sentence, without a stack. */
export class NodeError extends Error {
  override name = "NodeError";
}

/** Runs `work` once, on the request waiting on standard input. */
export async function runNode<Settings>(
  work: (node: NodeContext<Settings>) => void | Promise<void>,
): Promise<void> {
  const request: NodeRequest = JSON.parse(readInput());
  try {
    await work(contextOf<Settings>(request));
  } catch (error) {
    if (!(error instanceof NodeError)) throw error;
    say({ type: "failure", message: error.message });
    Deno.exit(1);
  }
}

function contextOf<Settings>(request: NodeRequest): NodeContext<Settings> {
  const { name, backend, resources } = request;
  const required = <T>(value: T | null | undefined, what: string): T => {
    if (value !== null && value !== undefined) return value;
    throw new Error(`Internal error: node ${name} has no ${what}`);
  };
  const read = (input: string) =>
    Deno.readFileSync(required(request.inputs[input], `input ${input}`));
  return {
    ...{ name, backend, resources },
    settings: request.settings as Settings,
    get seed() {
      return required(request.seed, "seed");
    },
    inputs: Object.keys(request.inputs),
    entry: () => import(request.entry),
    read,
    readJson: (input) => JSON.parse(new TextDecoder().decode(read(input))),
    write: (output, content) => save(output, content, `write ${output}`),
    loadCheckpoint: () => loadCheckpoint(request.checkpoint),
    pause: pauseIn(request.checkpoint),
    progress: throttle((done, total, unit) =>
      say({ type: "progress", done, total, unit })
    ),
    note: (text) => say({ type: "note", text }),
  };
}

/** Writes a file; turns what the disk has to say, such as that it is full, into a sentence. */
function save(path: string, content: Uint8Array | string, what: string): void {
  try {
    writeWhole(path, content);
  } catch (error) {
    const { message } = error as Error;
    if (!/\(os error \d+\)/.test(message)) throw error;
    throw new NodeError(`Cannot ${what}: ${systemState({ message })}`);
  }
}

/** Between two pauses that let the world in, and between two checkpoints. */
const [pollMs, saveMs] = [200, 30_000];

function pauseIn(checkpoint: string): NodeContext<unknown>["pause"] {
  let [stopping, listening] = [false, false];
  let polled = performance.now();
  let saved = polled;
  return async (state) => {
    if (!listening) {
      Deno.addSignalListener("SIGTERM", () => stopping = true);
      Deno.addSignalListener("SIGINT", () => stopping = true);
      // a closed terminal ends a run or not, and the run says so by SIGTERM
      Deno.addSignalListener("SIGHUP", () => {});
      listening = true;
    }
    const now = performance.now();
    if (now - polled < pollMs) return;
    polled = now;
    await new Promise((resume) => setTimeout(resume));
    if (!stopping && now - saved < saveMs) return;
    await saveCheckpoint(checkpoint, await state());
    saved = performance.now();
    if (stopping) Deno.exit(143);
  };
}

/** At most ten lines a second, and always the last one. */
function throttle(report: Progress): Progress {
  let last = -Infinity;
  return (done, total, unit) => {
    const now = performance.now();
    if (done < total && now - last < 100) return;
    last = now;
    report(done, total, unit);
  };
}

/** The text on standard input, read without the machinery of asynchronous streams, which takes longer to load. */
function readInput(): string {
  const decoder = new TextDecoder();
  const part = new Uint8Array(1 << 16);
  let text = "";
  for (let size; (size = Deno.stdin.readSync(part)) !== null;) {
    text += decoder.decode(part.subarray(0, size), { stream: true });
  }
  return text + decoder.decode();
}

function say(message: NodeMessage): void {
  const line = new TextEncoder().encode(JSON.stringify(message) + "\n");
  for (let sent = 0; sent < line.length;) {
    sent += Deno.stdout.writeSync(line.subarray(sent));
  }
}

const checkpointFile = (folder: string) => `${folder}/state`;
const digestLength = 32;

/** A node's progress after its SHA-256: the web's, which is there already, where node:crypto takes long to load. */
async function sealed(state: Uint8Array): Promise<Uint8Array> {
  const bytes = new Uint8Array(digestLength + state.length);
  bytes.set(state, digestLength);
  const digest = crypto.subtle.digest("SHA-256", bytes.subarray(digestLength));
  bytes.set(new Uint8Array(await digest));
  return bytes;
}

/** The progress kept in a folder; `undefined` if there is none that is whole: the node starts again. */
export async function loadCheckpoint(
  folder: string,
): Promise<Uint8Array | undefined> {
  const bytes = ifThere(() => Deno.readFileSync(checkpointFile(folder)));
  if (!bytes) return undefined;
  const state = bytes.slice(digestLength);
  const digest = (await sealed(state)).subarray(0, digestLength);
  return digest.every((byte, i) => byte === bytes[i]) ? state : undefined;
}

/** Keeps progress in a folder in place of what was there. */
export async function saveCheckpoint(
  folder: string,
  state: Uint8Array,
): Promise<void> {
  save(checkpointFile(folder), await sealed(state), "keep its progress");
}
