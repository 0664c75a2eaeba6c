import type { Json } from "../text/canonical_json.ts";

/** A node's name without its seed: `train/linear-regression/DI`. */
export function withoutSeed(name: string): string {
  return name.replace(/\/seed-\d+$/, "");
}

/** One piece of work: everything that decides its result, and its place in the graph. */
export interface NodeSpec {
  /** a path: `train/linear-regression/DI/seed-0` */
  name: string;
  /** the first part of its name: one of the pipeline's stages */
  stage: string;
  /** the program, as a path from the project's folder */
  entry: string;
  /** the program that runs `entry`, where that is a module of work and no program; part of the code */
  frame?: string;
  /** the settings it reads, and no others */
  settings: Json;
  seed: number | null;
  /** input name → the output of another node that it is */
  inputs: Record<string, { node: string; output: string }>;
  /** whether it can do with fewer inputs, and says of its outputs that they are not complete */
  partial?: boolean;
  /** names of the files it must write, all of them and nothing else */
  outputs: string[];
  /** what computes its tensors; null where none are used */
  backend: string | null;
  /** the ready node with the highest priority starts first; defaults to 0, no part of the key */
  priority?: number;
  /** where data come from (`source`), never what they are, and what opens a backend: no part of the key */
  resources: Record<string, string>;
  /** words after `deno run` for this node alone, such as those that permit one library: no part of the key */
  permissions?: readonly string[];
  /** outputs that people come for → where they appear in `outputs/`: no part of the key */
  shown?: Readonly<Record<string, string>>;
}
