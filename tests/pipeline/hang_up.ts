/** Hangs up on itself, and says what came of it. */
import { interruptions } from "../../pipeline/interruptions.ts";

const { signal } = interruptions();
const later = Promise.withResolvers<void>();
Deno.addSignalListener("SIGUSR1", later.resolve);
Deno.kill(Deno.pid, "SIGHUP");
Deno.kill(Deno.pid, "SIGUSR1");
await later.promise;
await new Promise((resume) => setTimeout(resume, 50));
console.log(signal.aborted ? "stopped" : "goes on");
Deno.exit();
