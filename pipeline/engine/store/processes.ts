/**
 * Processes that may share a store, and which of them can be known to be gone. A process
 * id alone says nothing: it counts within one boot of one kernel and within one namespace
 * of it, and containers of equal host name have namespaces of their own.
 */
import process from "node:process";

/** A process, as people are told of it. */
export interface Holder {
  host: string;
  pid: number;
}

/** A process, and where its id counts. */
export interface Process extends Holder {
  /** the boot of its machine and its namespace of process ids; null if these cannot be known */
  among: string | null;
}

let self: Process | undefined;

/** This process; found out once, and not before somebody asks, since it takes a shell. */
export function thisProcess(): Process {
  return self ??= {
    host: Deno.hostname(),
    pid: Deno.pid,
    among: processesHere(),
  };
}

/** Whether a process is known to be no more: it was among those of which another one is. */
export function isGone(
  { host, pid, among }: Partial<Process>,
  { self, isAlive }: { self: Process; isAlive(pid: number): boolean },
): boolean {
  const isNear = host === self.host && among === self.among && among !== null;
  return isNear && pid !== undefined && !isAlive(pid);
}

/** Where the id of this process counts; a shell looks, since Deno lets no program into `/proc` that may not do everything. */
function processesHere(): string | null {
  // elsewhere, all processes of a machine share their ids
  if (Deno.build.os !== "linux") return Deno.build.os;
  try {
    const { success, stdout } = new Deno.Command("sh", {
      args: [
        "-c",
        "cat /proc/sys/kernel/random/boot_id && readlink /proc/self/ns/pid",
      ],
      stderr: "null",
    }).outputSync();
    const words = new TextDecoder().decode(stdout).trim().split("\n");
    return success ? words.join(" ") : null;
  } catch {
    return null; // there is no shell
  }
}

/** Whether there is a process of this id here. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    // anything but "no such process" means that there is one
    return (error as { code?: string }).code !== "ESRCH";
  }
}
