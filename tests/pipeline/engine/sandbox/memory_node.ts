import type { NodeContext } from "../../../../pipeline/engine/sandbox/node.ts";

/** What a node sees of the world, held in memory, and what it wrote and noted. */
export function memoryNode<Settings>(
  settings: Settings,
  inputs: Record<string, Uint8Array | string>,
): {
  node: NodeContext<Settings>;
  outputs: Record<string, Uint8Array>;
  notes: string[];
} {
  const encoder = new TextEncoder();
  const bytes = (content: Uint8Array | string) =>
    typeof content === "string" ? encoder.encode(content) : content;
  const outputs: Record<string, Uint8Array> = {};
  const notes: string[] = [];
  const read = (input: string) => {
    if (!(input in inputs)) throw new Error(`Undeclared input ${input}`);
    return bytes(inputs[input]);
  };
  const node: NodeContext<Settings> = {
    name: "test",
    settings,
    seed: 0,
    backend: null,
    resources: {},
    inputs: Object.keys(inputs),
    entry: () => Promise.reject(new Error("This program is no frame")),
    read,
    readJson: (input) => JSON.parse(new TextDecoder().decode(read(input))),
    write: (output, content) => {
      outputs[output] = bytes(content);
    },
    progress: () => {},
    note: (text) => notes.push(text),
    loadCheckpoint: () => Promise.resolve(undefined),
    pause: () => Promise.resolve(),
  };
  return { node, outputs, notes };
}
