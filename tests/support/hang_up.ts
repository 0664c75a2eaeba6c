// deno-lint-ignore-file no-console -- it is a program, which prints
/** Hangs up on itself, and says what came of it. */
import { interruptions } from "../../pipeline/engine/terminal/interruptions.ts";

const { signal } = interruptions();
const later = Promise.withResolvers<void>();
Deno.addSignalListener("SIGUSR1", later.resolve);
Deno.kill(Deno.pid, "SIGHUP");
Deno.kill(Deno.pid, "SIGUSR1");
const stopped = new Promise((resume) => signal.onabort = resume);
const heardNothing = later.promise.then(() =>
  new Promise((resume) => setTimeout(resume, 1000))
);
await Promise.race([stopped, heardNothing]);
console.log(signal.aborted ? "stopped" : "goes on");
Deno.exit();
