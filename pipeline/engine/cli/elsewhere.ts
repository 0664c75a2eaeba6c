/** Where there is what the profile at hand does not have. */
import type { NodeSpec } from "../graph/node_spec.ts";
import { readOptions } from "./option.ts";
import { optionsOf } from "./options.ts";
import type { Pipeline, Wanted } from "./pipeline.ts";

/**
 * The end of a sentence about what no node is: `it is of the profile month; give --profile month`,
 * where one of another profile fits; undefined if none does.
 */
export function elsewhere(
  pipeline: Pipeline,
  { profile: own }: Pick<Wanted, "profile">,
  fits: (node: NodeSpec) => boolean,
): string | undefined {
  const { profiles, defaultProfile } = pipeline;
  const usual = readOptions([], optionsOf(pipeline));
  const other = [defaultProfile, ...profiles].find((profile) =>
    profile !== own &&
    pipeline.nodes({ ...usual, profile }).some(fits)
  );
  return other && `it is of the profile ${other}; give --profile ${other}`;
}
