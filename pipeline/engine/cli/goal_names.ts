/** The names by which people may ask for nodes. */
import { experiments } from "../../experiments.ts";

/**
 * Of nodes, without their seeds: experiments, then figures and whatever else stands
 * below a stage, then what is below these, and at last the same with the stage.
 */
export function goalNames(nodes: readonly string[]): string[] {
  const seedless = nodes.map((name) => name.replace(/\/seed-\d+$/, ""));
  const stageless = seedless.map((name) => name.slice(name.indexOf("/") + 1));
  const first = new Set(stageless.map((name) => name.split("/")[0]));
  const usual = experiments.map(({ name }) => name)
    .filter((name) => first.has(name));
  return [...new Set([...usual, ...first, ...stageless, ...seedless])];
}
