/** The foot of a terminal that is painted again and again: the one door to log-update. */
import { createLogUpdate } from "log-update";
import process from "node:process";
import type { TerminalName } from "./stream.ts";

/** Lines at the foot of a terminal. */
export interface LiveRegion {
  /** characters a line may have */
  columns(): number;
  /** takes the place of what was shown before */
  show(lines: readonly string[]): void;
  /** writes a line above, where it stays */
  keep(line: string): void;
  /** takes the lines away and gives the cursor back */
  close(): void;
}

const cursor = { hide: "\x1b[?25l", show: "\x1b[?25h" };

export function openLiveRegion(name: TerminalName): LiveRegion {
  const terminal = process[name];
  // The library would hide the cursor too, but it then answers signals itself,
  // and they are for the run, which ends when its nodes have kept their progress.
  const update = createLogUpdate(terminal, { showCursor: true });
  const close = () => {
    removeEventListener("unload", close);
    update.clear();
    terminal.write(cursor.show);
  };
  // a second Ctrl-C waits for nobody
  addEventListener("unload", close);
  terminal.write(cursor.hide);
  return {
    // the last one stays free: terminals differ in what they do when it is filled
    columns: () => terminal.columns - 1,
    show: (lines) => update(lines.join("\n")),
    keep: (line) => update.persist(line),
    close,
  };
}
