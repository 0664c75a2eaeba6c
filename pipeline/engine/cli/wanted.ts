/** What a command line wants, apart from the command line: as a plan keeps it. */
import type { PlanFile } from "../plan/plan_file.ts";
import type { Options } from "./options.ts";

/** What options say of the nodes there are, as plain data. */
export function wantedOf(options: Options): PlanFile["wanted"] {
  const { profile, seeds, set, model, config, sweep } = options;
  const { backend, source, scale } = options;
  const wanted = { profile, seeds, set, model, config, sweep, backend, source };
  return JSON.parse(JSON.stringify({ ...wanted, scale }));
}
