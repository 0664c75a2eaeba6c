/** Milliseconds in which one Ctrl-C may arrive twice: from the terminal, and passed on by `make` or `deno task`. */
const echoMs = 1000;

/** Whether this program was started to outlive its terminal, as by `nohup`: then what it starts ignores a hang-up too. */
function ignoresHangUp(): boolean {
  const args = ["-c", "kill -s HUP $$"];
  try {
    return new Deno.Command("sh", { args }).outputSync().signal !== "SIGHUP";
  } catch {
    return false; // there is no shell, and so none that started this
  }
}

/**
 * A signal that is set off by a first Ctrl-C, a request to end, a terminal that is
 * closed, or a reader that has gone; a second Ctrl-C does not wait.
 */
export function interruptions() {
  const controller = new AbortController();
  let first = Infinity;
  let failure: unknown;
  const stop = () => {
    if (performance.now() - first > echoMs) Deno.exit(130);
    first = Math.min(first, performance.now());
    controller.abort();
  };
  const listeners: [Deno.Signal, () => void][] = [
    ["SIGINT", stop],
    ["SIGTERM", stop],
    // once Deno listens to any signal it ends at a hang-up to which nobody listens
    ["SIGHUP", ignoresHangUp() ? () => {} : stop],
  ];
  for (const listener of listeners) Deno.addSignalListener(...listener);
  return {
    signal: controller.signal,
    /** Writes as `write` does, until that fails: then it stops the run, and keeps silent. */
    stoppingAtFailure(write: (line: string) => void) {
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
    requireWritten() {
      if (failure !== undefined) throw failure;
    },
    stopListening() {
      for (const listener of listeners) Deno.removeSignalListener(...listener);
    },
  };
}
