import { inShell } from "../shell_paths.ts";
import type { Command } from "./command.ts";

export const clean: Command = {
  name: "clean",
  operands: "",
  summary: "remove what was made in outputs/; with --all, the store too",
  options: ["all", "outputs", "store"],
  async run(options) {
    const made = ["tables", "figures", "index.html"].map((name) =>
      `${options.outputs}/${name}`
    );
    // only the store's own version folder: what else is there is not ours
    if (options.all) made.push(`${options.store}/v1`);
    for (const path of made) {
      try {
        await Deno.remove(path, { recursive: true });
        console.log(`removed ${inShell(path)}`);
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    }
  },
};
