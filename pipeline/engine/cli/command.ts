import type { OptionWords } from "./option.ts";
import type { OptionName, Options } from "./options.ts";

/** One command of the command line. */
export interface Command {
  name: string;
  /** what stands after the name: `[GLOB…]`; empty if nothing may */
  operands: string;
  /** one line of the list of commands: lower case, no full stop */
  summary: string;
  /** more, where one line is not enough */
  details?: string;
  options: readonly OptionName[];
  /** what options do, where that is not the usual */
  words?: OptionWords<OptionName>;
  /** options that people expect of it, and why it does not take them: lower case, no full stop */
  refused?: OptionWords<OptionName>;
  run(options: Options): Promise<void>;
}

/** A command, whose `run` sees the options that it takes and no others. */
export function command<N extends OptionName>(
  it: Omit<Command, "options" | "run"> & {
    options: readonly N[];
    run(options: Options<N>): Promise<void>;
  },
): Command {
  return it;
}
