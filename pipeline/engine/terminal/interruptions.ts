/** Milliseconds in which one Ctrl-C may arrive twice: from the terminal, and passed on by `make` or `deno task`. */
const echo = 1000;

/**
 * Whether this program was started to outlive its terminal, as by `nohup`: then what it
 * starts ignores a hang-up too.
 */
function ignoresHangUp(): boolean {
  const { signal } = new Deno.Command("sh", {
    args: ["-c", "kill -s HUP $$"],
    stdout: "null",
    stderr: "null",
  }).outputSync();
  return signal !== "SIGHUP";
}

/**
 * A signal that a first Ctrl-C, a request to end, a terminal that is closed, or the end
 * of whoever reads what is written sets off; a second Ctrl-C does not wait.
 */
export function interruptions() {
  const controller = new AbortController();
  let first = Infinity;
  let failure: unknown;
  const stop = () => {
    if (performance.now() - first > echo) Deno.exit(130);
    first = Math.min(first, performance.now());
    controller.abort();
  };
  const listeners: [Deno.Signal, () => void][] = [
    ["SIGINT", stop],
    ["SIGTERM", stop],
    // once Deno listens to any signal it ends at a hang-up to which nobody listens
    ["SIGHUP", ignoresHangUp() ? () => {} : stop],
  ];
  for (const [name, heed] of listeners) Deno.addSignalListener(name, heed);
  return {
    signal: controller.signal,
    /** Writes as `write` does, until that fails: then it stops what goes on, and keeps silent. */
    heeding(write: (line: string) => void) {
      return (line: string) => {
        if (failure !== undefined) return;
        try {
          write(line);
        } catch (error) {
          failure = error;
          controller.abort();
        }
      };
    },
    /** @throws why nothing more could be written, if that was so */
    requireHeard() {
      if (failure !== undefined) throw failure;
    },
    stopListening() {
      for (const [name, heed] of listeners) {
        Deno.removeSignalListener(name, heed);
      }
    },
  };
}
