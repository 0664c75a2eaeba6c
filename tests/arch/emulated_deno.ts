/** Deno for aarch64 on an x86-64 machine: an emulator, the libraries it links with, and itself. */
import { CliError } from "../../pipeline/engine/text/errors.ts";
import {
  type Launcher,
  nodeEnvironment,
} from "../../pipeline/engine/sandbox/executor.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { isFile, onPath } from "../support/on_path.ts";

/** Debian's names for the emulator and for the libraries, which no program here finds but by `-L`. */
const packages = "qemu-user-static, libc6-arm64-cross, libgcc-s1-arm64-cross";
const libraries = "/usr/aarch64-linux-gnu";

/** A processor without pointer authentication, which takes an emulator more time than all else. */
const processor = "neoverse-n1";

/** Git-ignored. */
const folder = `${projectFolder}/.deno/aarch64`;
const deno = `${folder}/node_modules/@deno/linux-arm64-glibc/deno`;

/** Why aarch64 cannot be emulated here. */
export class NoEmulation extends CliError {}

/**
 * What starts the aarch64 build of the Deno that runs this. It is installed
 * from npm the first time, and keeps a cache of its own.
 *
 * @throws {NoEmulation} naming what is missing.
 */
export async function findEmulatedDeno(): Promise<Launcher> {
  const { os, arch } = Deno.build;
  if (os !== "linux" || arch !== "x86_64") {
    throw unable(`it takes Linux on x86_64, and this is ${os} on ${arch}`);
  }
  // a path, since a sandboxed node has no PATH to find it by
  const emulator = onPath("qemu-aarch64-static") ?? onPath("qemu-aarch64");
  if (!emulator || !isFile(`${libraries}/lib/libgcc_s.so.1`)) {
    throw unable(`install ${packages}, as Debian names them`);
  }
  const launcher: Launcher = {
    command: [emulator, "-cpu", processor, "-L", libraries, deno],
    environment: { ...nodeEnvironment(), DENO_DIR: `${folder}/cache` },
  };
  if (!await isThisDeno(launcher)) {
    await install();
    if (!await isThisDeno(launcher)) {
      throw unable(`${deno} does not start as Deno ${Deno.version.deno}`);
    }
  }
  return launcher;
}

/** Whether it starts, was built for aarch64, and has our versions: a key names them. */
async function isThisDeno({ command }: Launcher): Promise<boolean> {
  if (!isFile(deno)) return false;
  const [program, ...words] = command;
  const { stdout } = await new Deno.Command(program, {
    args: [...words, "--version"],
    stderr: "null",
  }).output();
  const text = new TextDecoder().decode(stdout);
  return text.startsWith(`deno ${Deno.version.deno} `) &&
    text.includes("aarch64") && text.includes(`v8 ${Deno.version.v8}\n`);
}

async function install(): Promise<void> {
  const wanted = `@deno/linux-arm64-glibc@${Deno.version.deno}`;
  const npm = onPath("npm");
  if (!npm) throw unable(`install Node.js with npm, which ${wanted} comes by`);
  await Deno.mkdir(folder, { recursive: true });
  // forced, since npm would not install for another processor
  const quiet = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const { success, stderr } = await new Deno.Command(npm, {
    args: ["install", "--force", "--prefix", folder, ...quiet, wanted],
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    const [complaint] = new TextDecoder().decode(stderr).trim().split("\n");
    throw unable(`npm did not install ${wanted}: ${complaint}`);
  }
}

function unable(because: string): NoEmulation {
  return new NoEmulation(`Cannot run Deno for aarch64: ${because}`);
}
