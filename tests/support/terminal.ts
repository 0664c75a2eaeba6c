/** A terminal for tests: runs a command in one, and reads its screen as a person would. */
import xterm from "@xterm/headless";
import { projectFolder } from "../../pipeline/project.ts";
import { testUnless } from "./test_unless.ts";

/** A command that runs in a terminal. */
export interface Session {
  /** the lines on its screen and above it, without the empty ones */
  lines(): string[];
  /** all that was written to it */
  written(): string;
  /** Waits for a line that fits; whether one came before the end. */
  sees(line: RegExp): Promise<boolean>;
  /** Presses keys. */
  type(keys: string): Promise<void>;
  /** its exit code, when it has ended */
  ended: Promise<number>;
}

const size = { cols: 100, rows: 24 };

/** Names and runs a test that needs a terminal. */
export function terminalTest(
  sentence: string,
  body: () => Promise<void>,
): void {
  const missing = hasScript
    ? undefined
    : "script of util-linux is not installed";
  testUnless(missing, sentence, body);
}

const hasScript = await findScript();

async function findScript(): Promise<boolean> {
  try {
    const { stdout } = await new Deno.Command("script", { args: ["--version"] })
      .output();
    return new TextDecoder().decode(stdout).includes("util-linux");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Starts a command in a terminal that has colours, with this in its environment. */
export function inTerminal(
  words: readonly string[],
  environment: Record<string, string> = {},
): Session {
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  const assignments = Object.entries({ TERM: "xterm", ...environment })
    .map(([name, value]) => `${name}=${value}`).join(" ");
  const child = new Deno.Command("script", {
    args: [
      "--quiet",
      "--flush",
      "--return",
      "--command",
      `stty cols ${size.cols} rows ${size.rows}; exec env -u NO_COLOR ${assignments} ${
        quoted.join(" ")
      }`,
      "/dev/null",
    ],
    cwd: projectFolder,
    env: { SHELL: "/bin/sh" },
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const keyboard = child.stdin.getWriter();
  const terminal = new xterm.Terminal({ ...size, allowProposedApi: true });
  let written = "", over = false;
  let changed = Promise.withResolvers<void>();

  const lines = () => {
    const { active } = terminal.buffer;
    return Array.from(
      { length: active.length },
      (_, i) => active.getLine(i)!.translateToString(true),
    ).filter((line) => line !== "");
  };
  const listen = async () => {
    const text = child.stdout.pipeThrough(new TextDecoderStream());
    for await (const chunk of text) {
      written += chunk;
      await new Promise<void>((drawn) => terminal.write(chunk, drawn));
      changed.resolve();
      changed = Promise.withResolvers();
    }
    over = true;
    changed.resolve();
    const { code } = await child.status;
    await keyboard.close().catch(() => {}); // nobody reads any more
    terminal.dispose();
    return code;
  };
  return {
    lines,
    written: () => written,
    async sees(line) {
      while (!lines().some((seen) => line.test(seen))) {
        if (over) return false;
        await changed.promise;
      }
      return true;
    },
    type: (keys) => keyboard.write(new TextEncoder().encode(keys)),
    ended: listen(),
  };
}
