/** What command lines want of the pipeline. */
import { readOptions } from "../../pipeline/engine/cli/option.ts";
import { optionsOf } from "../../pipeline/engine/cli/options.ts";
import type { Wanted } from "../../pipeline/engine/cli/pipeline.ts";
import { pipeline } from "../../pipeline/main.ts";

/** What words after a command want, of a folder of MNIST that is never read. */
export function wantedBy(...words: string[]): Wanted {
  const { profile, seeds, set, model, backend } = readOptions(
    words,
    optionsOf(pipeline),
  );
  return {
    ...{ profile, seeds, config: null, set, model, backend },
    source: "/mnist",
  };
}
