import type { OptionName, OptionWords } from "../option_names.ts";
import type { Options } from "../options.ts";

/** One command of the command line. */
export interface Command {
  name: string;
  /** what stands after the name: `[GLOB…]` */
  operands: string;
  /** one line of the list of commands: lower case, no full stop */
  summary: string;
  /** more, where one line is not enough */
  details?: string;
  options: readonly OptionName[];
  optionWords?: OptionWords;
  /** options that people expect of it, and why it does not take them: lower case, no full stop */
  refused?: OptionWords;
  run(options: Options): Promise<void>;
}
