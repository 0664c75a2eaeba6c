/**
 * Finds out, before any key is made, whether this machine has the backend that
 * is asked for, and which library it would compute with.
 */
import { resolve } from "node:path";
import { hasFusedOperation } from "../../lib/kernels/wasm_instance.ts";
import { CliError } from "../engine/text/errors.ts";
import { nodeEnvironment, sandboxedRun } from "../engine/sandbox/executor.ts";
import type { FoundBackend } from "../engine/cli/pipeline.ts";
import type { FoundLibrary } from "./find_library.ts";
import { adviceFor, libraryPaths } from "./libraries.ts";

/** How this module touches the world. */
export interface FindEffects {
  os: string;
  arch: string;
  cores: number;
  /** folders of libraries that the environment names */
  folders: readonly string[];
  /** whether the processor computes c + x y of float32 with one rounding */
  hasFusedOperation(): boolean;
  /** what a program of this folder prints, with these permissions */
  ask(program: string, permissions: string[], words: string[]): Promise<string>;
}

/**
 * The backend of this name, as it is here.
 *
 * @param jobs nodes at once, which share the processor's cores
 * @throws {CliError} if this machine does not have it: the sentence says what to install.
 */
export async function findBackend(
  name: string,
  { jobs }: { jobs: number },
  effects: FindEffects = realEffects(),
): Promise<FoundBackend> {
  if (name === "native") return await findNative(jobs, effects);
  if (name === "webgpu") return await findWebgpu(effects);
  const found = { backend: name, resources: {}, permissions: [], versions: {} };
  return name === "wasm" ? { ...found, ...findWasm(effects) } : found;
}

/**
 * Deno's engine checks the bounds of whatever a kernel reads, which takes a quarter of the
 * time. Nodes that have a backend do without; all else runs with these checks.
 */
const withoutBoundsChecks = "--v8-flags=--no-wasm-bounds-checks";

function findWasm(effects: FindEffects): Partial<FoundBackend> {
  const permissions = [withoutBoundsChecks];
  if (effects.hasFusedOperation()) return { permissions };
  return {
    permissions,
    versions: { wasm: "emulated fused operation" },
    remark:
      "this processor has no fused multiply-add: wasm emulates it, to the same bits but many times slower",
  };
}

async function findNative(
  jobs: number,
  effects: FindEffects,
): Promise<FoundBackend> {
  const found: FoundLibrary | null = JSON.parse(
    await effects.ask(
      "find_library.ts",
      ["--allow-ffi", "--allow-sys=osRelease"],
      libraryPaths(effects),
    ),
  );
  if (!found) {
    throw new CliError(
      `Cannot open the native backend: ${adviceFor(effects.os)}`,
    );
  }
  const { name, path, details } = found;
  const threads = Math.max(1, Math.floor(effects.cores / jobs));
  return {
    backend: `native ${name}`,
    resources: { library: path, threads: String(threads) },
    permissions: [`--allow-ffi=${path}`, withoutBoundsChecks],
    // more threads add up in another order: the last digits may differ
    versions: { native: details, threads: String(threads) },
  };
}

async function findWebgpu(effects: FindEffects): Promise<FoundBackend> {
  const found: string | null = JSON.parse(
    await effects.ask("find_adapter.ts", ["--unstable-webgpu"], []),
  );
  if (found === null) {
    throw new CliError(
      "Cannot open the webgpu backend: WebGPU finds no graphics adapter; install a Vulkan driver (Debian: mesa-vulkan-drivers), or leave --backend out",
    );
  }
  return {
    backend: "webgpu",
    resources: {},
    permissions: ["--unstable-webgpu"],
    versions: { webgpu: found },
  };
}

function realEffects(): FindEffects {
  const { os, arch } = Deno.build;
  const variable = os === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return {
    os,
    arch,
    cores: navigator.hardwareConcurrency,
    hasFusedOperation,
    folders: (Deno.env.get(variable) ?? "").split(":")
      .filter((folder) => folder.startsWith("/")),
    ask,
  };
}

const here = import.meta.dirname!;

async function ask(
  program: string,
  permissions: string[],
  words: string[],
): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...sandboxedRun(resolve(here, "../.."), permissions),
      `${here}/${program}`,
      ...words,
    ],
    clearEnv: true,
    env: nodeEnvironment(), // it must find what a node will find
  }).output();
  if (code === 0) return new TextDecoder().decode(stdout);
  const complaint = new TextDecoder().decode(stderr).trim();
  throw new Error(`Internal error: ${program} broke: ${complaint}`);
}
