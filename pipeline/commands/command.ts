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
  run(options: Options): Promise<void>;
}
